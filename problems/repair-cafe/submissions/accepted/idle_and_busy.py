"""Counts idle menders; busy ones are in a heap by the end of what they have promised to do."""

from heapq import heappop, heappush


def waiting_times(guests, menders, patience):
    idle, busy = menders, []
    waits = []
    for arrival, minutes in guests:
        while busy and busy[0] <= arrival:
            heappop(busy)
            idle += 1
        if idle:
            idle -= 1
            begin = arrival
        elif busy[0] - arrival > patience:
            waits.append(-1)
            continue
        else:
            begin = heappop(busy)
        heappush(busy, begin + minutes)
        waits.append(begin - arrival)
    return waits
