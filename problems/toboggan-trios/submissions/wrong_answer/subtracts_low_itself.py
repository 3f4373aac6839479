"""Misconception: groups up to high less groups up to low, so that a total of exactly low is lost."""


def count_trios(weights, low, high):
    ordered = sorted(weights)

    def at_most(limit):
        count = 0
        for first in range(len(ordered) - 2):
            left, right = first + 1, len(ordered) - 1
            while left < right:
                if ordered[first] + ordered[left] + ordered[right] > limit:
                    right -= 1
                else:
                    count += right - left
                    left += 1
        return count

    return at_most(high) - at_most(low)
