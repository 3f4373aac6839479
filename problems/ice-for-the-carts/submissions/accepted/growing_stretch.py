"""Interval DP: the least loss with carts i to j served, at either end; steps charge those who wait."""

from itertools import accumulate
from math import inf


def least_melted(places, rates, start):
    carts = sorted([*zip(places, rates, strict=True), (start, 0)])
    at = [place for place, _ in carts]
    served = [0, *accumulate(rate for _, rate in carts)]
    n, total, home = len(carts), served[-1], carts.index((start, 0))
    left, right = {(home, home): 0}, {(home, home): 0}
    for length in range(2, n + 1):
        for i in range(max(0, home - length + 1), min(home, n - length) + 1):
            j = i + length - 1
            left[i, j] = right[i, j] = inf
            if i < home:  # the last step went to cart i
                waiting = total - (served[j + 1] - served[i + 1])
                from_left = left[i + 1, j] + (at[i + 1] - at[i]) * waiting
                left[i, j] = min(from_left, right[i + 1, j] + (at[j] - at[i]) * waiting)
            if j > home:  # the last step went to cart j
                waiting = total - (served[j] - served[i])
                from_right = right[i, j - 1] + (at[j] - at[j - 1]) * waiting
                right[i, j] = min(from_right, left[i, j - 1] + (at[j] - at[i]) * waiting)
    return min(left[0, n - 1], right[0, n - 1])
