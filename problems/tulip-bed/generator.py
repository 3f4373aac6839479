"""Beds of tulips.

``generate(seed, 0)`` is the seed-th hand-picked bed. Otherwise the bed is ``size`` (rounded up to even)
rows wide. A finished bed is planted by chance, then bulbs are dug up again. ``seed % 4`` says the rest:
0 scattered gaps, 1 one colour of one bulb was swapped, so that there is often no way, 2 whole rows are
empty, 3 the first rows are empty and the last two are complete.
"""

from random import Random

CASES = [
    [],
    ["..", ".."],
    ["R.", ".R"],
    ["RR", ".."],
    ["R.W.", "....", "....", "...R"],
    ["RR.R", "....", "....", "...."],
    ["R...", "R...", "R...", "...."],
    ["R.R.", "....", ".W.W", "...."],
    ["R..R", "W..W", "W..R", "R..W"],
    ["......", "RR..WW", "RWRWRW", "WRWRRW", "......", "WRRWWR"],
    ["RRRW", "W...", "....", "...."],
    ["RWWR", "WRRW", "RWRW", "WRRW"],
]
GAPS = {2: 3, 4: 9, 6: 12, 8: 27}


def finished(random, size):
    half = size // 2
    grid = [[""] * size for _ in range(size)]

    def plant(place):
        if place == size * size:
            return True
        row, column = divmod(place, size)
        for colour in random.sample("RW", 2):
            if grid[row][:column].count(colour) == half:
                continue
            if [grid[r][column] for r in range(row)].count(colour) == half:
                continue
            if column > 1 and grid[row][column - 1] == grid[row][column - 2] == colour:
                continue
            if row > 1 and grid[row - 1][column] == grid[row - 2][column] == colour:
                continue
            grid[row][column] = colour
            if plant(place + 1):
                return True
        grid[row][column] = ""
        return False

    plant(0)
    return grid


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"tulip-bed {seed} {size}")
    size += size % 2
    grid = finished(random, size)
    places = [(row, column) for row in range(size) for column in range(size)]
    shape = seed % 4
    if shape == 1:
        row, column = random.choice(places)
        grid[row][column] = "R" if grid[row][column] == "W" else "W"
    if shape == 2:
        empty = random.sample(range(size), max(1, size // 2 - 1))
        gaps = [(row, column) for row, column in places if row in empty]
    elif shape == 3:
        gaps = [(row, column) for row, column in places if row < size - 2][: GAPS[size]]
    else:
        gaps = random.sample(places, GAPS[size])
    for row, column in gaps:
        grid[row][column] = "."
    return [["".join(row) for row in grid]]
