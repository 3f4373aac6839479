"""Writes down one row for each column in all possible ways and keeps those that are tracks."""

from itertools import pairwise, product


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    climbs = []
    for track in product(range(rows), repeat=columns):
        if all(abs(here - there) <= 1 for here, there in pairwise(track)):
            levels = [heights[row][column] for column, row in enumerate(track)]
            climbs.append(sum(there - here for here, there in pairwise(levels) if there > here))
    return min(climbs)
