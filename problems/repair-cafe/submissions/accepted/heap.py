"""A heap of the moments at which the menders get free."""

from heapq import heapreplace


def waiting_times(guests, menders, patience):
    free = [0] * menders
    waits = []
    for arrival, minutes in guests:
        begin = max(free[0], arrival)
        if begin - arrival > patience:
            waits.append(-1)
        else:
            heapreplace(free, begin + minutes)
            waits.append(begin - arrival)
    return waits
