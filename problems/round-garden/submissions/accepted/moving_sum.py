"""Moves the stretch around the ring, one bed out and one bed in."""


def best_bed(dryness, reach):
    n = len(dryness)
    total = most = sum(dryness[:reach])
    best = 0
    for start in range(1, n):
        total += dryness[(start + reach - 1) % n] - dryness[start - 1]
        if total > most:
            best, most = start, total
    return best
