"""Recursion that works out the rest of the way anew each time it comes to a field: exponential."""


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])

    def rest(row, column):
        if column == columns - 1:
            return 0
        return min(
            max(0, heights[after][column + 1] - heights[row][column]) + rest(after, column + 1)
            for after in range(max(0, row - 1), min(rows, row + 2))
        )

    return min(rest(row, 0) for row in range(rows))
