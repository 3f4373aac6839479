"""Misconception: a guest who would wait exactly as long as the patience lasts goes home."""

from heapq import heapreplace


def waiting_times(guests, menders, patience):
    free = [0] * menders
    waits = []
    for arrival, minutes in guests:
        begin = max(free[0], arrival)
        if begin > arrival and begin - arrival >= patience:
            waits.append(-1)
        else:
            heapreplace(free, begin + minutes)
            waits.append(begin - arrival)
    return waits
