"""Builds the largest gap that fewer than k matches stay below, one binary digit after the other."""

from bisect import bisect_left


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    away = sorted(away)
    gap = 0
    for bit in range(19, -1, -1):
        longer = gap + (1 << bit)
        closer = sum(
            bisect_left(away, rating + longer) - bisect_left(away, rating - longer + 1) for rating in home
        )
        if closer < k:
            gap = longer
    return gap
