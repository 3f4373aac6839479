"""Misconception: the list behind a heap is in sorted order."""

import heapq


def melt(ends, enough):
    table = list(ends)
    heapq.heapify(table)
    while len(table) > 1 and table[0] < enough:
        heapq.heappush(table, heapq.heappop(table) + heapq.heappop(table) - 1)
    return table
