"""Bags of candle ends.

``generate(seed, 0)`` is the seed-th hand-picked bag. Otherwise ``seed % 4`` says the shape: 0 mixed weights,
1 many of the same weight, 2 everything goes into one candle that is too light, 3 light beside heavy.
"""

from random import Random

CASES = [
    [[], 5],
    [[7], 8],
    [[6, 6], 6],
    [[5, 6], 6],
    [[1, 1, 1, 1], 2],
    [[8, 1, 1], 3],
    [[4, 4, 4, 4, 4, 4, 4], 9],
    [[100, 1, 50, 2, 25, 3], 30],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        ends, enough = CASES[seed]
        return [list(ends), enough]
    random = Random(f"candle-ends {seed} {size}")
    shape = seed % 4
    if shape == 0:
        return [[random.randint(1, 60) for _ in range(size)], random.randint(20, 70)]
    if shape == 1:
        weight = random.randint(2, 9)
        return [[weight + (random.random() < 0.1) for _ in range(size)], weight * random.randint(2, 9)]
    if shape == 2:
        return [[random.randint(1, 99) for _ in range(size)], 1_000_000_000]
    ends = [random.choice([1, 2, 3, 4, 5, 70, 80]) for _ in range(size)]
    return [ends, random.randint(5, 75)]
