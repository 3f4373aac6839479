"""Counts beds row by row, together for all that agree in their last two rows and in the reds of each
column.
"""

from collections import Counter
from itertools import product


def ways_to_plant(bed):
    size = len(bed)
    half = size // 2
    patterns = ["".join(pattern) for pattern in product("RW", repeat=size)]
    patterns = [p for p in patterns if p.count("R") == half and "RRR" not in p and "WWW" not in p]
    states = Counter({("." * size, "." * size, (0,) * size): 1})
    for done, row in enumerate(bed):
        fitting = [p for p in patterns if all(given in (".", p[i]) for i, given in enumerate(row))]
        after = Counter()
        for (older, newer, reds), ways in states.items():
            for p in fitting:
                if any(a == b == c for a, b, c in zip(older, newer, p, strict=True)):
                    continue
                sums = tuple(red + (colour == "R") for red, colour in zip(reds, p, strict=True))
                if max(sums, default=0) <= half and done + 1 - min(sums, default=0) <= half:
                    after[newer, p, sums] += ways
        states = after
    return sum(states.values())
