"""One sorted list that takes in a reading and lets one go at each step."""

from bisect import bisect_left, insort


def rolling_median(levels, width):
    run, medians = [], []
    for i, level in enumerate(levels):
        insort(run, level)
        if len(run) > width:
            del run[bisect_left(run, levels[i - width])]
        if len(run) == width:
            medians.append((run[(width - 1) // 2] + run[width // 2]) / 2)
    return medians
