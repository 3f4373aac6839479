"""Eggs, the size of a box, the eggs that should be left, the least number of days.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``size`` is the number of days and ``seed %
4`` says the shape: 0 few eggs and a box of up to 12, 1 up to 99 eggs and a large box, 2 many days without
eggs, 3 every day a multiple of one number that divides the box.
"""

from random import Random

CASES = [
    [[], 6, 0, 1],
    [[7], 5, 2, 1],
    [[1, 2, 3], 1, 0, 1],
    [[4, 4, 4], 3, 1, 4],
    [[0, 0, 0, 0], 9, 0, 2],
    [[6, 6, 6], 6, 3, 1],
    [[1000000, 999999, 1000000], 1000000, 999999, 2],
    [[2, 9, 1, 5, 7, 3], 7, 6, 6],
    [[5, 1, 5, 1, 5, 1], 6, 0, 2],
    [[1, 8, 3, 8, 1, 10], 9, 2, 1],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        eggs, box, left, days = CASES[seed]
        return [list(eggs), box, left, days]
    random = Random(f"leftover-eggs {seed} {size}")
    shape = seed % 4
    days = random.randint(1, max(1, size // 3))
    if shape == 0:
        eggs, box = [random.randint(0, 9) for _ in range(size)], random.randint(2, 12)
    elif shape == 1:
        eggs, box = [random.randint(0, 99) for _ in range(size)], random.randint(40, 999)
    elif shape == 2:
        eggs = [random.choice((0, 0, 0, random.randint(1, 9))) for _ in range(size)]
        box = random.randint(5, 30)
    else:
        step = random.randint(2, 9)
        eggs, box = [step * random.randint(0, 9) for _ in range(size)], step * random.randint(2, 6)
        return [eggs, box, step * random.randrange(box // step), days]
    left = sum(eggs[: random.randint(0, size)]) % box if random.random() < 0.5 else random.randrange(box)
    return [eggs, box, left, days]
