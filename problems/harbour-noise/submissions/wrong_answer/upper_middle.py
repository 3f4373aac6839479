"""Misconception: the median is always the reading in the middle, also for an even number of readings."""


def rolling_median(levels, width):
    return [float(sorted(levels[i : i + width])[width // 2]) for i in range(len(levels) - width + 1)]
