"""Misconception: the track begins in the top left corner."""


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    best = [0] + [10**9] * (rows - 1)
    for column in range(1, columns):
        best = [
            min(
                best[before] + max(0, heights[row][column] - heights[before][column - 1])
                for before in range(max(0, row - 1), min(rows, row + 2))
            )
            for row in range(rows)
        ]
    return min(best)
