"""The visits of a span lie between two insertion places: left of all firsts, right of all lasts."""

from bisect import bisect_left, bisect_right


def visits_between(visits, spans):
    return [bisect_right(visits, last) - bisect_left(visits, first) for first, last in spans]
