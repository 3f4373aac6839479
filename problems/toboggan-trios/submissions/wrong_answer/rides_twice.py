"""Misconception: the third child may be one that is in the group already."""


def count_trios(weights, low, high):
    ordered = sorted(weights)
    count = 0
    for first in range(len(ordered)):
        for second in range(first + 1, len(ordered)):
            for third in range(second, len(ordered)):
                count += low <= ordered[first] + ordered[second] + ordered[third] <= high
    return count
