"""Rings of flower beds.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``seed % 4`` chooses the shape: 0 mixed,
1 all negative, 2 few values and so many ties, 3 the driest beds at both ends of the list.
"""

from random import Random

CASES = [
    [[5], 1],
    [[-5], 1],
    [[2, 2, 2, 2], 3],
    [[1, -7, 3, 8], 4],
    [[-3, -2], 1],
    [[0, 4, 0, 4, 0, 4], 2],
    [[6, 0, 0, 6], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed][0]), CASES[seed][1]]
    random = Random(f"round-garden {seed} {size}")
    shape = seed % 4
    if shape == 1:
        dryness = [random.randint(-99, -1) for _ in range(size)]
    elif shape == 2:
        dryness = [random.choice([-1, 0, 0, 1, 2]) for _ in range(size)]
    elif shape == 3:
        dryness = [random.randint(-60, 60) + abs(2 * i - size) * 39 // size for i in range(size)]
    else:
        dryness = [random.randint(-99, 99) for _ in range(size)]
    reach = random.randint(1, size) if size < 50 else size // 2 + random.randint(0, 9)
    return [dryness, reach]
