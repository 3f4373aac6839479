"""Children at the camp.

``generate(seed, 0)`` is the seed-th hand-picked camp. Otherwise ``seed % 4`` says the shape: 0 all
weights differ widely, 1 few different weights and bounds that are often met, 2 every group fits, 3 low
equals high.
"""

from random import Random

CASES = [
    [[], 1, 9],
    [[20, 30, 40], 90, 90],
    [[20, 30, 40], 91, 99],
    [[20, 30, 40], 80, 89],
    [[9, 9, 9, 9, 9], 27, 30],
    [[1, 2, 3, 4, 5, 6], 9, 12],
    [[40, 10, 30, 10, 20, 30], 50, 80],
    [[5, 100, 6, 101, 7], 112, 207],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        weights, low, high = CASES[seed]
        return [list(weights), low, high]
    random = Random(f"toboggan-trios {seed} {size}")
    shape = seed % 4
    if shape == 0:
        weights = [random.randint(1, 1000) for _ in range(size)]
        low = random.randint(500, 1500)
        return [weights, low, low + random.randint(0, 900)]
    if shape == 1:
        weights = [random.choice([20, 25, 30, 35, 40]) for _ in range(size)]
        low = random.choice([75, 80, 85, 90])
        return [weights, low, low + random.choice([5, 10, 15, 20])]
    weights = [random.randint(20, 60) for _ in range(size)]
    if shape == 2:
        return [weights, 60, 180]
    total = random.randint(100, 140)
    return [weights, total, total]
