"""Groups up to high less groups below low, each counted with two pointers."""


def count_trios(weights, low, high):
    ordered = sorted(weights)

    def at_most(limit):
        count = 0
        for first in range(len(ordered) - 2):
            left, right = first + 1, len(ordered) - 1
            rest = limit - ordered[first]
            while left < right:
                if ordered[left] + ordered[right] > rest:
                    right -= 1
                else:
                    count += right - left
                    left += 1
        return count

    return at_most(high) - at_most(low - 1)
