"""A heap gives the two lightest and takes the new candle."""

import heapq


def melt(ends, enough):
    table = list(ends)
    heapq.heapify(table)
    while len(table) > 1 and table[0] < enough:
        first = heapq.heappop(table)
        second = heapq.heappop(table)
        heapq.heappush(table, first + second - 1)
    return sorted(table)
