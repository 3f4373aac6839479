"""Misconception: a repair begins as soon as the mender is free, even before the guest is there."""

from heapq import heapreplace


def waiting_times(guests, menders, patience):
    free = [0] * menders
    waits = []
    for arrival, minutes in guests:
        wait = max(0, free[0] - arrival)
        if wait > patience:
            waits.append(-1)
        else:
            heapreplace(free, free[0] + minutes)
            waits.append(wait)
    return waits
