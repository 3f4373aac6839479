"""Misconception: guests can play only while there is no lesson at all, however many pianos there are."""


def free_times(lessons, pianos, opening, closing, least):
    changes = sorted([(end, -1) for _, end in lessons] + [(start, +1) for start, _ in lessons])
    taken = 0
    for _, change in changes:
        taken += change
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
    times = []
    free_since = opening
    for start, end in sorted(lessons):
        if min(start, closing) - free_since >= least:
            times.append([free_since, min(start, closing)])
        free_since = max(free_since, end)
    if closing - free_since >= least:
        times.append([free_since, closing])
    return times
