"""Lines of children.

``generate(seed, 0)`` is the seed-th hand-picked line. Otherwise ``size`` is the number of children and
``seed % 4`` says the shape: 0 any group size, 1 pairs, 2 the last group is a single child and turns,
3 two groups, the second a little shorter.
"""

from random import Random

CASES = [
    [[], 3],
    [[7], 1],
    [[7, 8], 1],
    [[7, 8, 9], 5],
    [[7, 8, 9], 3],
    [[1, 2, 3, 4], 2],
    [[1, 2, 3, 4, 5, 6, 7], 2],
    [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3], 4],
    [[6, 5, 4, 3, 2, 1], 5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 3],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        ages, group = CASES[seed]
        return [list(ages), group]
    random = Random(f"ski-school {seed} {size}")
    ages = [random.randint(4, 9) for _ in range(size)]
    shape = seed % 4
    if shape == 0:
        return [ages, random.randint(1, max(1, min(size, 50)))]
    if shape == 1:
        return [ages, 2]
    if shape == 2:
        group = random.randint(2, 6)
        rounds = size // (2 * group) * 2 + 1
        return [[random.randint(4, 9) for _ in range(rounds * group + 1)], group]
    return [ages, size // 2 + 1]
