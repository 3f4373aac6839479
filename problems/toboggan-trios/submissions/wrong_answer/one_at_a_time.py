"""Misconception: when three fit, they count as one group and both pointers move on."""


def count_trios(weights, low, high):
    ordered = sorted(weights)
    count = 0
    for first in range(len(ordered) - 2):
        left, right = first + 1, len(ordered) - 1
        while left < right:
            total = ordered[first] + ordered[left] + ordered[right]
            if total > high:
                right -= 1
            elif total < low:
                left += 1
            else:
                count += 1
                left += 1
                right -= 1
    return count
