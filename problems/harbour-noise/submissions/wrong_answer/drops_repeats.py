"""Misconception: a reading that occurs twice in a run counts once."""


def rolling_median(levels, width):
    medians = []
    for i in range(len(levels) - width + 1):
        run = sorted(set(levels[i : i + width]))
        medians.append((run[(len(run) - 1) // 2] + run[len(run) // 2]) / 2)
    return medians
