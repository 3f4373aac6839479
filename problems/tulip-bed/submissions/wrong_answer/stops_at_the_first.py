"""Misconception: once a way has been found, the search is over."""


def ways_to_plant(bed):
    size = len(bed)
    grid = [list(row) for row in bed]

    def good(line):
        text = "".join(line)
        few_enough = text.count("R") <= size // 2 and text.count("W") <= size // 2
        return few_enough and "RRR" not in text and "WWW" not in text

    def column_of(column):
        return [row[column] for row in grid]

    if not all(good(grid[i]) and good(column_of(i)) for i in range(size)):
        return 0
    empty = [(row, column) for row in range(size) for column in range(size) if grid[row][column] == "."]

    def count(planted):
        if planted == len(empty):
            return 1
        row, column = empty[planted]
        total = 0
        for colour in "RW":
            grid[row][column] = colour
            if good(grid[row]) and good(column_of(column)):
                total = max(total, count(planted + 1))
        grid[row][column] = "."
        return total

    return count(0)
