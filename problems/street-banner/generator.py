"""Streets.

``generate(seed, 0)`` is the seed-th hand-picked street. Otherwise ``size`` is the number of houses and
``seed % 4`` says the shape: 0 random houses, 1 all of one height, 2 heights that rise and then fall,
3 low random houses with gaps and a narrow roll.
"""

from random import Random

CASES = [
    [[], 5],
    [[[4, 0], [9, 0]], 5],
    [[[7, 3]], 2],
    [[[1, 1], [1, 2], [1, 3], [1, 4], [1, 5]], 100],
    [[[2, 9], [2, 6], [2, 4], [2, 1]], 100],
    [[[3, 4], [2, 4], [1, 4]], 6],
    [[[1, 7], [6, 2], [1, 7]], 100],
    [[[2, 5], [1, 1], [2, 5]], 4],
    [[[10, 2], [2, 9], [10, 3]], 4],
    [[[2, 2], [2, 3], [3, 2], [1, 0], [4, 3]], 9],
    [[[3, 5], [3, 4], [3, 5]], 7],
    [[[1, 9], [2, 1], [3, 7], [1, 4], [2, 6]], 20],
    [[[1000, 1000000], [1000, 999999]], 10000000],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        houses, roll = CASES[seed]
        return [[list(house) for house in houses], roll]
    random = Random(f"street-banner {seed} {size}")
    shape = seed % 4
    if shape == 0:
        houses = [[random.randint(1, 9), random.randint(1, 30)] for _ in range(size)]
        return [houses, random.randint(1, 6 * size)]
    if shape == 1:
        return [[[random.randint(1, 5), 8] for _ in range(size)], 4 * size]
    if shape == 2:
        heights = sorted(random.randint(1, 4 * size) for _ in range(size))
        heights = heights[::2] + heights[1::2][::-1]
        return [
            [[random.randint(1, 3), height] for height in heights],
            random.randint(size // 2 + 1, 3 * size),
        ]
    houses = [[random.randint(1, 4), random.choice([0, 1, 2, 2, 3, 4])] for _ in range(size)]
    return [houses, random.randint(1, 6)]
