"""Oven logs.

``generate(seed, 0)`` is the seed-th hand-picked log. Otherwise ``seed % 4`` says the shape: 0 a random
walk, 1 steady but for one jump near the end, 2 a slow climb with small waves, 3 noise.
"""

from random import Random

CASES = [
    [[], 5],
    [[-18], 0],
    [[5, 5, 5, 6, 5, 5], 0],
    [[10, 20, 30, 40], 9],
    [[-5, 5, -5, 5, -5], 10],
    [[100, 104, 101, 99, 103, 98, 102], 4],
    [[7, 1, 7, 3, 4, 6, 5, 2], 3],
    [[61, 63, 63, 65, 65, 64, 60], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        temps, swing = CASES[seed]
        return [list(temps), swing]
    random = Random(f"steady-oven {seed} {size}")
    shape = seed % 4
    if shape == 0:
        temps = [200]
        while len(temps) < size:
            temps.append(max(-300, min(600, temps[-1] + random.randint(-4, 4))))
        return [temps, 12]
    if shape == 1:
        temps = [random.randint(195, 205) for _ in range(size)]
        temps[size - size // 10] = 260
        return [temps, 10]
    if shape == 2:
        return [[i * 600 // size + i % 3 for i in range(size)], 40]
    return [[random.randint(-20, 20) for _ in range(size)], 15]
