"""Misconception: every second has at most one visit, so equal entries can be dropped."""

from bisect import bisect_left, bisect_right


def visits_between(visits, spans):
    seconds = sorted(set(visits))
    return [bisect_right(seconds, last) - bisect_left(seconds, first) for first, last in spans]
