"""Turns the whole ring until the start is in front and adds up the first beds."""


def best_bed(dryness, reach):
    uses = []
    for start in range(len(dryness)):
        turned = dryness[start:] + dryness[:start]
        uses.append(sum(turned[:reach]))
    return uses.index(max(uses))
