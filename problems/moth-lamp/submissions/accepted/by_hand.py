"""Binary search written out: how many visits are earlier than a given second."""


def visits_between(visits, spans):
    def earlier_than(second):
        low, high = 0, len(visits)
        while low < high:
            middle = (low + high) // 2
            if visits[middle] < second:
                low = middle + 1
            else:
                high = middle
        return low

    return [earlier_than(last + 1) - earlier_than(first) for first, last in spans]
