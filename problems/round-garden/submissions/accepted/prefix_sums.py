"""Differences of running sums over the ring laid out twice."""

from itertools import accumulate


def best_bed(dryness, reach):
    sums = [0, *accumulate(dryness + dryness)]
    return max(range(len(dryness)), key=lambda start: sums[start + reach] - sums[start])
