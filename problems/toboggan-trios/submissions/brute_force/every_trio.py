"""Weighs every three children."""

from itertools import combinations


def count_trios(weights, low, high):
    return sum(low <= sum(trio) <= high for trio in combinations(weights, 3))
