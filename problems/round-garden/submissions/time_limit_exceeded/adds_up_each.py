"""Adds up each stretch anew: n times reach steps."""


def best_bed(dryness, reach):
    n = len(dryness)
    best, most = 0, None
    for start in range(n):
        use = 0
        for step in range(reach):
            use += dryness[(start + step) % n]
        if most is None or use > most:
            best, most = start, use
    return best
