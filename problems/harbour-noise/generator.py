"""Noise.

``generate(seed, 0)`` is the seed-th hand-picked log. Otherwise ``seed % 3`` says the shape: 0 noise with a
width of half the readings, 1 few different values with an even width, 2 a long rise and fall, which moves
the border all the time.
"""

from random import Random

CASES = [
    [[], 1],
    [[7], 1],
    [[3, -1, 2], 1],
    [[2, 2, 2, 2], 3],
    [[1, 1, 5, 5, 1, 1], 4],
    [[9, 1], 3],
    [[-1, -2, -4, -8, -16], 5],
    [[0, 10, 0, 10, 0, 11], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        levels, width = CASES[seed]
        return [list(levels), width]
    random = Random(f"harbour-noise {seed} {size}")
    shape = seed % 3
    if shape == 0:
        return [[random.randint(-1000, 1000) for _ in range(size)], max(1, size // 2)]
    if shape == 1:
        return [[random.choice([-3, 0, 4, 9]) for _ in range(size)], 2 * max(1, size // 6)]
    half = size // 2
    levels = [(min(i, size - i) * 900) // max(1, half) + random.randint(-99, 99) for i in range(size)]
    return [levels, max(1, size // 2 + 1)]
