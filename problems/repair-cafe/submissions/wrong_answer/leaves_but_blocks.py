"""Misconception: the repair of a guest who goes home is done all the same."""

from heapq import heapreplace


def waiting_times(guests, menders, patience):
    free = [0] * menders
    waits = []
    for arrival, minutes in guests:
        begin = max(free[0], arrival)
        heapreplace(free, begin + minutes)
        waits.append(begin - arrival if begin - arrival <= patience else -1)
    return waits
