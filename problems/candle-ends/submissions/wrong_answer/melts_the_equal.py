"""Misconception: a candle of exactly the wanted weight is not enough yet."""

import heapq


def melt(ends, enough):
    table = list(ends)
    heapq.heapify(table)
    while len(table) > 1 and table[0] <= enough:
        heapq.heappush(table, heapq.heappop(table) + heapq.heappop(table) - 1)
    return sorted(table)
