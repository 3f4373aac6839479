"""Sweeps over starts and ends in order, counts the pianos taken and notes since when one is free."""


def free_times(lessons, pianos, opening, closing, least):
    changes = sorted([(end, -1) for _, end in lessons] + [(start, +1) for start, _ in lessons])
    times = []

    def close(start, end):
        start, end = max(start, opening), min(end, closing)
        if end - start >= least:
            times.append([start, end])

    taken = free_since = 0
    for minute, change in changes:  # at the same minute, ends come first
        taken += change
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
        if change == +1 and taken == pianos:
            close(free_since, minute)
        elif change == -1 and taken == pianos - 1:
            free_since = minute
    close(free_since, closing)
    return times
