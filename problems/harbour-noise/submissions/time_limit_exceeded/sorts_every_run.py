"""Sorts every run anew."""


def rolling_median(levels, width):
    medians = []
    for i in range(len(levels) - width + 1):
        run = sorted(levels[i : i + width])
        medians.append((run[(width - 1) // 2] + run[width // 2]) / 2)
    return medians
