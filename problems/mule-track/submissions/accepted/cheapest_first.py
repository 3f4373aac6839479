"""Dijkstra's algorithm from all fields of the first column; the first field of the last one ends it."""

from heapq import heappop, heappush


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    reached = [(0, row, 0) for row in range(rows)]
    done = set()
    while True:
        climbed, row, column = heappop(reached)
        if column == columns - 1:
            return climbed
        if (row, column) in done:
            continue
        done.add((row, column))
        for after in range(max(0, row - 1), min(rows, row + 2)):
            rise = max(0, heights[after][column + 1] - heights[row][column])
            heappush(reached, (climbed + rise, after, column + 1))
