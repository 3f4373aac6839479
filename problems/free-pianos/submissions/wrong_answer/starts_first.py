"""Misconception: it does not matter whether lessons that start or lessons that end at a minute come first."""


def free_times(lessons, pianos, opening, closing, least):
    taken = 0
    for _, change in sorted([(end, -1) for _, end in lessons] + [(start, +1) for start, _ in lessons]):
        taken += change
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
    times = []
    taken = free_since = 0
    for minute, _, change in sorted(
        [(start, 0, +1) for start, _ in lessons] + [(end, 1, -1) for _, end in lessons]
    ):
        taken += change
        start, end = max(free_since, opening), min(minute, closing)
        if change == +1 and taken == pianos and end - start >= least:
            times.append([start, end])
        elif change == -1 and taken == pianos - 1:
            free_since = minute
    start = max(free_since, opening)
    if closing - start >= least:
        times.append([start, closing])
    return times
