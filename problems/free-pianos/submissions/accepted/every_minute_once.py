"""Notes at each minute how the number of lessons changes and goes through the minutes once."""


def free_times(lessons, pianos, opening, closing, least):
    change = [0] * 100_002
    for start, end in lessons:
        change[start] += 1
        change[end] -= 1
    times = []
    taken = 0
    free_since = None
    for minute, more in enumerate(change):
        taken += more
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
        free = taken < pianos and opening <= minute < closing
        if free and free_since is None:
            free_since = minute
        elif not free and free_since is not None:
            if minute - free_since >= least:
                times.append([free_since, minute])
            free_since = None
    return times
