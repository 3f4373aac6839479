"""Misconception: the largest possible gap is the best home player's lead over the weakest away player."""

from bisect import bisect_left, bisect_right


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    home, away = sorted(home), sorted(away)
    low, high = 0, max(0, home[-1] - away[0])
    while low < high:
        middle = (low + high) // 2
        within = sum(bisect_right(away, one + middle) - bisect_left(away, one - middle) for one in home)
        if within >= k:
            high = middle
        else:
            low = middle + 1
    return low
