"""Misconception: the same insertion place serves for both ends, so the last second itself is left out."""

from bisect import bisect_left


def visits_between(visits, spans):
    return [bisect_left(visits, last) - bisect_left(visits, first) for first, last in spans]
