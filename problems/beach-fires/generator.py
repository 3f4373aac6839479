"""Campers, the most at a fire, wishes.

``generate(seed, 0)`` is the seed-th hand-picked camp. Otherwise ``size`` is the number of wishes and ``seed
% 4`` says the shape: 0 random pairs of few campers, 1 random pairs of many campers and no limit, 2 a chain
from the last camper to the first, 3 groups that double until they are too large.
"""

from random import Random

CASES = [
    [3, 2, []],
    [1, 1, [[0, 0]]],
    [5, 3, [[0, 1], [1, 0], [0, 1], [2, 1], [0, 2], [3, 2]]],
    [4, 2, [[0, 1], [1, 2], [2, 3], [3, 0], [2, 2]]],
    [6, 6, [[0, 1], [2, 3], [4, 5], [5, 0], [1, 2], [3, 4]]],
    [7, 5, [[0, 1], [2, 3], [3, 4], [0, 2], [5, 6], [6, 4], [5, 1], [1, 4], [0, 5]]],
    [5, 4, [[4, 3], [3, 2], [2, 1], [1, 0], [4, 0], [0, 4]]],
    [8, 4, [[0, 1], [2, 3], [4, 5], [0, 2], [6, 4], [7, 0], [1, 7], [5, 7], [0, 4], [7, 6]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        campers, most, wishes = CASES[seed]
        return [campers, most, [list(wish) for wish in wishes]]
    random = Random(f"beach-fires {seed} {size}")
    shape = seed % 4
    if shape == 0:
        campers = max(2, size * 2 // 3)
        wishes = [[random.randrange(campers), random.randrange(campers)] for _ in range(size)]
        return [campers, random.randint(1, min(campers, 8 + size // 50)), wishes]
    if shape == 1:
        campers = 30_000 if size >= 1000 else size + 3
        return [campers, campers, [random.sample(range(campers), 2) for _ in range(size)]]
    if shape == 2:
        return [size + 1, size + 1, [[person, person - 1] for person in range(size, 0, -1)]]
    campers, wishes, step = size + 1, [], 1
    while len(wishes) < size:
        wishes += [[start, (start + step) % campers] for start in range(0, campers, 2 * step)]
        step = step * 2 if step < campers else 1
    return [campers, max(1, campers // 3), wishes[:size]]
