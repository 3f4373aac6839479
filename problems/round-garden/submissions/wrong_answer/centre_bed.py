"""Misconception: the sprinkler waters to both sides of its bed."""


def best_bed(dryness, reach):
    n = len(dryness)
    uses = []
    for bed in range(n):
        first = bed - reach // 2
        uses.append(sum(dryness[(first + k) % n] for k in range(reach)))
    return uses.index(max(uses))
