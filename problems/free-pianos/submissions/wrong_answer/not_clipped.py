"""Misconception: a free time counts if it touches the opening hours, and need not be cut to them."""


def free_times(lessons, pianos, opening, closing, least):
    changes = sorted([(end, -1) for _, end in lessons] + [(start, +1) for start, _ in lessons])
    times = []
    taken, free_since = 0, opening
    for minute, change in changes:
        taken += change
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
        if change == +1 and taken == pianos:
            if minute - free_since >= least and minute > opening and free_since < closing:
                times.append([free_since, minute])
        elif change == -1 and taken == pianos - 1:
            free_since = minute
    if closing - free_since >= least:
        times.append([free_since, closing])
    return times
