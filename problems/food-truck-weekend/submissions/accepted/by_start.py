"""Sorted by start; a heap of running bookings hands its sum on once its rest is over."""

from heapq import heappop, heappush


def best_income(bookings, rest):
    running, free = [], 0
    for start, end, fee in sorted(bookings):
        while running and running[0][0] <= start:
            free = max(free, heappop(running)[1])
        heappush(running, (end + rest, free + fee))
    return max([free, *(total for _, total in running)])
