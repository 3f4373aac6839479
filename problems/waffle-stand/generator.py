"""Waffle stands.

``generate(seed, 0)`` is the seed-th hand-picked stand. Otherwise ``size`` is the number of irons and
``seed % 4`` says the shape: 0 random irons, 1 many slow irons and a fast one, 2 equal irons, 3 irons resting
after each waffle. From 20 irons on numbers are large.
"""

from random import Random

CASES = [
    [[], 0],
    [[[3, 1, 4]], 0],
    [[], 5],
    [[[7, 1, 9]], 1],
    [[[7, 1, 9]], 2],
    [[[2, 3, 5]], 3],
    [[[4, 2, 0]], 5],
    [[[3, 2, 4], [3, 2, 4]], 5],
    [[[10, 5, 1], [3, 1, 30]], 3],
    [[[2, 3, 5]], 7],
    [[[1000000, 1, 1000000]], 10000000],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        irons, orders = CASES[seed]
        return [[list(iron) for iron in irons], orders]
    random = Random(f"waffle-stand {seed} {size}")
    large = size >= 20
    top = 100_000 if large else 9
    irons = [[random.randint(1, top), random.randint(1, 20), random.randint(0, top)] for _ in range(size)]
    shape = seed % 4
    if shape == 1:
        irons = [[bake + top, 1, pause] for bake, _, pause in irons]
        irons[random.randrange(size)] = [1, 3, 1]
    elif shape == 2:
        irons = [irons[0]] * size
    elif shape == 3:
        irons = [[bake, 1, pause] for bake, _, pause in irons]
    orders = random.randint(8_000_000, 10_000_000) if large else random.randint(1, 20)
    return [[list(iron) for iron in irons], orders]
