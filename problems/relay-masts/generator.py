"""Masts along a road.

``generate(seed, 0)`` is the seed-th hand-picked road. Otherwise ``seed % 5`` chooses the shape: 0 mixed,
1 few heights and even distances (many ties), 2 rising, 3 falling, 4 all equal but one at the end.
"""

from random import Random

CASES = [
    [[], []],
    [[500], [30]],
    [[1, 2, 3, 4], [6, 6, 6, 6]],
    [[0, 1, 2, 3], [1, 2, 3, 4]],
    [[0, 10, 11, 12, 14], [9, 4, 4, 4, 8]],
    [[0, 5, 10, 15, 20], [3, 1, 2, 1, 3]],
    [[0, 100, 101, 102, 103, 180], [9, 1, 1, 1, 5, 9]],
    [[2, 4, 6], [9, 3, 10]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(part) for part in CASES[seed]]
    random = Random(f"relay-masts {seed} {size}")
    shape = seed % 5
    if shape == 1:
        at = list(range(0, 2 * size, 2))
        heights = [random.randint(1, 4) for _ in range(size)]
        return [at, heights]
    at = sorted(random.sample(range(4 * size), size))
    if shape == 4:
        return [at, [7] * (size - 1) + [8]]
    heights = [random.randint(1, 2 * size) for _ in range(size)]
    if shape in (2, 3):
        heights.sort(reverse=shape == 3)
    return [at, heights]
