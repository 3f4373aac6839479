"""Checks the rules only when all places are full: 2 to the number of empty places."""


def ways_to_plant(bed):
    size = len(bed)
    grid = [list(row) for row in bed]
    empty = [(row, column) for row in range(size) for column in range(size) if grid[row][column] == "."]

    def good(line):
        text = "".join(line)
        return text.count("R") == text.count("W") and "RRR" not in text and "WWW" not in text

    def count(planted):
        if planted == len(empty):
            return int(all(map(good, grid)) and all(map(good, zip(*grid))))
        row, column = empty[planted]
        total = 0
        for colour in "RW":
            grid[row][column] = colour
            total += count(planted + 1)
        return total

    return count(0)
