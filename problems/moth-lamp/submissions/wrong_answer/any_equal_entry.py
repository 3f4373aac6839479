"""Misconception: a binary search may stop at any entry that is equal to what it looks for."""


def visits_between(visits, spans):
    def place(second, after):
        low, high = 0, len(visits) - 1
        while low <= high:
            middle = (low + high) // 2
            if visits[middle] == second:
                return middle + 1 if after else middle
            if visits[middle] < second:
                low = middle + 1
            else:
                high = middle - 1
        return low

    return [place(last, True) - place(first, False) for first, last in spans]
