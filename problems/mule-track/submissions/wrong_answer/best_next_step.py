"""Misconception: to go on to the lowest field within reach, step by step, climbs least in the end."""


def least_climb(heights):
    rows, columns = len(heights), len(heights[0])
    totals = []
    for start in range(rows):
        row, climbed = start, 0
        for column in range(1, columns):
            level = heights[row][column - 1]
            near = range(max(0, row - 1), min(rows, row + 2))
            row = min(near, key=lambda after: heights[after][column])
            climbed += max(0, heights[row][column] - level)
        totals.append(climbed)
    return min(totals)
