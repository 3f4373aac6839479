"""Misconception: takes the mean for the median."""


def rolling_median(levels, width):
    return [sum(levels[i : i + width]) / width for i in range(len(levels) - width + 1)]
