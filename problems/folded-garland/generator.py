"""Garlands.

``generate(seed, 0)`` is the seed-th hand-picked one. Otherwise ``size`` is the number of lamps and ``seed %
3`` says how bright they are: 0 one digit, 1 up to 1,000,000, 2 rising from lamp to lamp.
"""

from random import Random

CASES = [
    [],
    [3, 9],
    [1, 2, 4],
    [5, 5, 5, 5],
    [1, 10, 100, 1000, 10000, 100000, 1000000],
    [0, 0, 0, 0, 0],
    [1000000, 1000000],
    [1, 2, 3, 40, 50, 60, 70, 8],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"folded-garland {seed} {size}")
    if seed % 3 == 0:
        return [[random.randint(0, 9) for _ in range(size)]]
    if seed % 3 == 1:
        return [[random.randint(0, 1_000_000) for _ in range(size)]]
    return [sorted(random.randint(0, 9999) for _ in range(size))]
