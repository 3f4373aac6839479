"""The standard library's median of every run."""

from statistics import median


def rolling_median(levels, width):
    return [float(median(levels[i : i + width])) for i in range(len(levels) - width + 1)]
