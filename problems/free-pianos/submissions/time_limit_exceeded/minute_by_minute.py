"""Looks through all lessons at every minute of the term."""


def free_times(lessons, pianos, opening, closing, least):
    times = []
    free_since = None
    first = min([opening, *(start for start, _ in lessons)])
    last = max([closing, *(end for _, end in lessons)])
    for minute in range(first, last + 1):
        taken = sum(start <= minute < end for start, end in lessons)
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
