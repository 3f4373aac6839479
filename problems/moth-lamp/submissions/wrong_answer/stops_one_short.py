"""Misconception: the search space ends at the last index, so nothing can lie behind the last visit."""


def visits_between(visits, spans):
    def first_at_least(second):
        low, high = 0, max(0, len(visits) - 1)
        while low < high:
            middle = (low + high) // 2
            if visits[middle] < second:
                low = middle + 1
            else:
                high = middle
        return low

    return [first_at_least(last + 1) - first_at_least(first) for first, last in spans]
