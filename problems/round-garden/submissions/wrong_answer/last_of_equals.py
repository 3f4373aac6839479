"""Misconception: among equally good starts any will do, so the last one seen is kept."""


def best_bed(dryness, reach):
    n = len(dryness)
    total = most = sum(dryness[:reach])
    best = 0
    for start in range(1, n):
        total += dryness[(start + reach - 1) % n] - dryness[start - 1]
        if total >= most:
            best, most = start, total
    return best
