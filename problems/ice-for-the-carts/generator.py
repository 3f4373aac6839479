"""Promenades.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` carts, and ``seed %
4`` says the shape: 0 and 1 anything on a promenade as long as the number of carts suggests, 2 high
rates that alternate between the sides, 3 all on one side or far ones with high rates.
"""

from random import Random

CASES = [
    [[], [], 4],
    [[4], [7], 4],
    [[-6], [3], 4],
    [[3, 1, 2], [1, 1, 1], 0],
    [[-1, -5, -3], [2, 9, 1], 2],
    [[0, 0, 0], [1, 2, 3], -10000],
    [[-2, 2], [1, 1], 0],
    [[3, -4], [1, 100], 0],
    [[1, -2, 4, -8, 16], [16, 8, 4, 2, 1], 0],
    [[-1, 2, 3, 4, 5], [2, 1, 1, 1, 1], 0],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        places, rates, start = CASES[seed]
        return [list(places), list(rates), start]
    random = Random(f"ice-for-the-carts {seed} {size}")
    shape = seed % 4
    reach = min(10_000, 3 * size if size < 20 else 60 * size)
    places = [random.randint(-reach, reach) for _ in range(size)]
    rates = [random.randint(1, 9 if size < 20 else 100) for _ in range(size)]
    start = random.randint(-reach // 2, reach // 2)
    if shape == 2:
        start = 0
        places = [(-1) ** i * (reach * (i + 1) // size) for i in range(size)]
        rates = [max(1, (100 - 90 * i // size) // 2 + random.randint(0, 9)) for i in range(size)]
    elif shape == 3:
        start = -reach if seed % 8 == 3 else start
        rates = [max(1, 100 * abs(place - start) // (3 * reach)) for place in places]
    order = list(range(size))
    random.shuffle(order)
    return [[places[i] for i in order], [rates[i] for i in order], start]
