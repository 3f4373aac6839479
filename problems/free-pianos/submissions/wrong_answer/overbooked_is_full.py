"""Misconception: more lessons than pianos only means that no piano is free."""


def free_times(lessons, pianos, opening, closing, least):
    changes = sorted([(end, -1) for _, end in lessons] + [(start, +1) for start, _ in lessons])
    times = []
    taken = free_since = 0
    for minute, change in [*changes, (closing, +1)]:
        taken += change
        if change == +1 and (taken == pianos or minute == closing):
            start, end = max(free_since, opening), min(minute, closing)
            if taken <= pianos and end - start >= least and [start, end] not in times:
                times.append([start, end])
        elif change == -1 and taken == pianos - 1:
            free_since = minute
    return times
