"""Tries every multiset of every size."""

from itertools import combinations_with_replacement


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    return [
        list(choice)
        for count in range(1, places + 1)
        for choice in combinations_with_replacement(kinds, count)
        if sum(choice) == postage
    ]
