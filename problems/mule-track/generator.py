"""Mountains.

``generate(seed, 0)`` is the seed-th hand-picked map. Otherwise ``size`` is the number of columns (and, from
10 on, of rows) and ``seed % 4`` says the shape: 0 random heights, 1 smooth hills, 2 inviting valleys that end
at a wall, 3 one single height but for a ridge with a pass.
"""

from random import Random

CASES = [
    [[1500]],
    [[7], [3], [4000]],
    [[1, 4, 2, 6]],
    [[8, 8, 8], [8, 8, 8]],
    [[0, 9], [9, 9], [20, 9]],
    [[5, 1, 9, 1], [5, 4, 4, 4], [9, 9, 9, 9]],
    [[0, 50, 0, 50, 0], [30, 30, 30, 30, 31]],
    [[3, 0, 9, 0], [3, 2, 9, 9], [3, 9, 5, 9], [3, 9, 9, 6]],
    [[10, 30, 30, 0], [10, 30, 20, 30], [10, 15, 30, 30], [12, 40, 40, 40]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[list(row) for row in CASES[seed]]]
    random = Random(f"mule-track {seed} {size}")
    columns = size
    rows = size if size >= 10 else random.randint(1, 4)
    shape = seed % 4
    if shape == 0:
        return [[[random.randint(0, 60) for _ in range(columns)] for _ in range(rows)]]
    if shape == 1:
        hills = [[random.randint(20, 70) for _ in range(columns)] for _ in range(rows)]
        for r in range(1, rows):
            for c in range(1, columns):
                hills[r][c] = (hills[r - 1][c] + hills[r][c - 1]) // 2 + random.randint(-3, 3)
        return [hills]
    if shape == 2:
        heights = [[random.randint(40, 60) for _ in range(columns)] for _ in range(rows)]
        for row in heights[::3]:
            wall = random.randint(columns // 2, columns - 1)
            row[:wall] = [random.randint(10, 20) for _ in range(wall)]
            row[wall] = 99
        return [heights]
    heights = [[30] * columns for _ in range(rows)]
    ridge, gap = random.randrange(columns), random.randrange(rows)
    for r in range(rows):
        heights[r][ridge] = 35 if r == gap else 90
    return [heights]
