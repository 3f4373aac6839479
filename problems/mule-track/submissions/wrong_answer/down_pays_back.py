"""Misconception: what is lost on the way down is taken off the climb again."""


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    best = [0] * rows
    for column in range(1, columns):
        best = [
            min(
                best[before] + heights[row][column] - heights[before][column - 1]
                for before in range(max(0, row - 1), min(rows, row + 2))
            )
            for row in range(rows)
        ]
    return max(0, min(best))
