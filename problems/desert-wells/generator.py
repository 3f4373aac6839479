"""Deserts with wells.

``generate(seed, 0)`` is the seed-th hand-picked desert. Otherwise ``seed % 4`` chooses the shape: 0 mixed,
1 tight (some gaps can't be crossed), 2 prices that rise on the way, 3 large skins and similar prices.
"""

from random import Random

CASES = [
    [5, 5, []],
    [6, 5, []],
    [10, 5, [[5, 4]]],
    [11, 5, [[5, 4]]],
    [8, 3, [[0, 1], [3, 2], [5, 1]]],
    [10, 6, [[4, 7], [4, 3], [4, 5]]],
    [9, 4, [[8, 1], [1, 5], [4, 5], [2, 1], [6, 9]]],
    [7, 100, [[3, 1]]],
    [20, 10, [[2, 1], [9, 8], [11, 7], [12, 3], [19, 1]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        goal, skins, wells = CASES[seed]
        return [goal, skins, [list(well) for well in wells]]
    random = Random(f"desert-wells {seed} {size}")
    shape = seed % 4
    if size <= 12:
        goal = random.randint(size, 4 * size)
        skins = random.randint(goal // 4 + 1, goal // 2 + 2)
        wells = [[random.randrange(goal), random.randint(1, 6)] for _ in range(size)]
        return [goal, skins, wells]
    goal = 300 * size
    skins = {0: 6_000, 1: 2_400, 2: 9_000, 3: 150 * size}[shape]
    wells = [[random.randrange(goal), random.randint(1, 1000)] for _ in range(size)]
    if shape == 2:
        wells = [[km, 1 + 900 * km // goal + price // 20] for km, price in wells]
    elif shape == 3:
        wells = [[km, 500 + price // 50] for km, price in wells]
    return [goal, skins, wells]
