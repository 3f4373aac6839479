"""Misconception: a total of exactly low or high is outside."""


def count_trios(weights, low, high):
    ordered = sorted(weights)

    def below(limit):
        count = 0
        for first in range(len(ordered) - 2):
            left, right = first + 1, len(ordered) - 1
            while left < right:
                if ordered[first] + ordered[left] + ordered[right] >= limit:
                    right -= 1
                else:
                    count += right - left
                    left += 1
        return count

    return max(0, below(high) - below(low + 1))
