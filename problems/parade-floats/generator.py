"""Streets with floats.

``generate(seed, 0)`` is the seed-th hand-picked parade. Otherwise there are about ``size`` floats and
``seed % 4`` says the shape: 0 a few streets of random numbers and a small rest, 1 many equal numbers, 2
very many short streets, 3 a few streets and a rest that is far longer than the parade.
"""

from random import Random

CASES = [
    [[], 2],
    [[[], []], 0],
    [[[5]], 1000],
    [[[1, 2, 3]], 2],
    [[[4, 4], [4, 4], [4]], 1],
    [[[9, 9], [1, 8]], 1],
    [[[1, 5], [2, 3], [6]], 2],
    [[[10, 20], [1, 30, 40], []], 3],
    [[[7, 7, 7, 7], [0, 50]], 0],
    [[[3, 4], [1, 2, 2], [0, 9], [5]], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        streets, rest = CASES[seed]
        return [[list(street) for street in streets], rest]
    random = Random(f"parade-floats {seed} {size}")
    shape = seed % 4
    if shape == 2:
        count, rest = max(2, 4 * size // 7), random.randint(1, max(2, size))
    else:
        count, rest = random.randint(2, 4 + size // 100), random.choice([0, 1, 1, 2, 3, 5])
    streets = [[] for _ in range(count)]
    for _ in range(size):
        number = random.randint(1, 5) if shape == 1 else random.randint(0, min(9 * size, 999))
        streets[random.randrange(count)].append(number)
    if shape == 3:
        rest = 3 * size if size <= 20 else 1_000_000_000
    return [[sorted(street) for street in streets], rest]
