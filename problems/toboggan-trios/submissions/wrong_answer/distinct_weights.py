"""Misconception: groups of the same three weights are the same group."""

from itertools import combinations


def count_trios(weights, low, high):
    trios = set(combinations(sorted(weights), 3))
    return sum(low <= sum(trio) <= high for trio in trios)
