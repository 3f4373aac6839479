"""Cuts time at every number that occurs, counts the lessons over each piece, joins free pieces that touch."""

from itertools import pairwise


def free_times(lessons, pianos, opening, closing, least):
    cuts = sorted({opening, closing, *(minute for lesson in lessons for minute in lesson)})
    free = []
    for start, end in pairwise(cuts):
        taken = sum(lesson[0] <= start and end <= lesson[1] for lesson in lessons)
        if taken > pianos:
            raise ValueError("more lessons at once than there are pianos")
        if taken < pianos and opening <= start and end <= closing:
            if free and free[-1][1] == start:
                free[-1][1] = end
            else:
                free.append([start, end])
    return [[start, end] for start, end in free if end - start >= least]
