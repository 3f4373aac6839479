"""Misconception: a field is reached from its own row or the one above, as in a table filled downwards."""


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    best = [0] * rows
    for column in range(1, columns):
        best = [
            min(
                best[before] + max(0, heights[row][column] - heights[before][column - 1])
                for before in range(max(0, row - 1), row + 1)
            )
            for row in range(rows)
        ]
    return min(best)
