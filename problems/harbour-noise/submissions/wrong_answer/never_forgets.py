"""Misconception: a running median of all readings so far; none ever leaves."""

from bisect import insort


def rolling_median(levels, width):
    seen, medians = [], []
    for i, level in enumerate(levels):
        insort(seen, level)
        if i >= width - 1:
            medians.append((seen[(len(seen) - 1) // 2] + seen[len(seen) // 2]) / 2)
    return medians
