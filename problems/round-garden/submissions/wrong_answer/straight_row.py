"""Misconception: the beds form a straight row, so that a stretch can't run over the end of the list."""


def best_bed(dryness, reach):
    total = most = sum(dryness[:reach])
    best = 0
    for start in range(1, len(dryness) - reach + 1):
        total += dryness[start + reach - 1] - dryness[start - 1]
        if total > most:
            best, most = start, total
    return best
