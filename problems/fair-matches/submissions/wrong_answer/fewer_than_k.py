"""Misconception: the gap is found where more than k matches, instead of at least k, are within it."""

from bisect import bisect_left, bisect_right


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    away = sorted(away)
    low, high = 0, 1_000_000
    while low < high:
        middle = (low + high) // 2
        within = sum(bisect_right(away, one + middle) - bisect_left(away, one - middle) for one in home)
        if within > k:
            high = middle
        else:
            low = middle + 1
    return low
