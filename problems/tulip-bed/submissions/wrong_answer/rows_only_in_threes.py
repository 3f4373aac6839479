"""Misconception: three of a colour side by side are forbidden in rows, while columns just need as many
of each.
"""


def ways_to_plant(bed):
    size = len(bed)
    grid = [list(row) for row in bed]

    def balanced(line):
        return line.count("R") <= size // 2 and line.count("W") <= size // 2

    def good(line):
        text = "".join(line)
        return balanced(text) and "RRR" not in text and "WWW" not in text

    def column_of(column):
        return [row[column] for row in grid]

    if not all(good(grid[i]) and balanced(column_of(i)) for i in range(size)):
        return 0
    empty = [(row, column) for row in range(size) for column in range(size) if grid[row][column] == "."]

    def count(planted):
        if planted == len(empty):
            return 1
        row, column = empty[planted]
        total = 0
        for colour in "RW":
            grid[row][column] = colour
            if good(grid[row]) and balanced(column_of(column)):
                total += count(planted + 1)
        grid[row][column] = "."
        return total

    return count(0)
