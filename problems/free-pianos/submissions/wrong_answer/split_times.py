"""Misconception: a free time ends whenever the number of free pianos changes."""

from itertools import pairwise


def free_times(lessons, pianos, opening, closing, least):
    cuts = sorted({opening, closing, *(minute for lesson in lessons for minute in lesson)})
    times = []
    for start, end in pairwise(cuts):
        taken = sum(lesson[0] <= start and end <= lesson[1] for lesson in lessons)
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
        if taken < pianos and opening <= start and end <= closing and end - start >= least:
            times.append([start, end])
    return times
