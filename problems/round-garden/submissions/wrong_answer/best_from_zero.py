"""Misconception: the greatest use is at least 0, so 0 is a good value to begin with."""


def best_bed(dryness, reach):
    n = len(dryness)
    total = sum(dryness[:reach])
    best, most = 0, 0
    for start in range(n):
        if total > most:
            best, most = start, total
        total += dryness[(start + reach) % n] - dryness[start]
    return best
