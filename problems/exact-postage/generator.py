"""Post offices.

``generate(seed, 0)`` is the seed-th hand-picked letter. Otherwise the number of drawers is about
``size`` and ``seed % 4`` says the shape: 0 mixed values, 1 a few values in several drawers, 2 multiples
of five and a postage that needs almost all places, 3 only even values and an odd postage.
"""

from random import Random

CASES = [
    [[], 5, 3],
    [[5], 5, 1],
    [[7, 9], 6, 8],
    [[5], 15, 2],
    [[5], 15, 3],
    [[3, 3, 3], 9, 4],
    [[1, 2, 3], 6, 3],
    [[60, 25, 85, 35], 145, 4],
    [[1, 5, 4], 8, 8],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        values, postage, places = CASES[seed]
        return [list(values), postage, places]
    random = Random(f"exact-postage {seed} {size}")
    shape = seed % 4
    places = 8 if size > 10 else random.randint(2, 5)
    if shape == 0:
        values = random.sample(range(size, 5 * size), size)
        return [values, 5 * size + random.randint(0, size), places if size <= 10 else 6]
    if shape == 1:
        kinds = random.sample(range(2, 20), 3 if size <= 10 else 5)
        return [[random.choice(kinds) for _ in range(size)], random.randint(15, 40), places]
    if shape == 2:
        values = [5 * value for value in random.sample(range(2, size + 4), size)]
        return [values, max(values) * (places - 1) + 5 * random.randint(0, 2), places]
    values = [2 * value for value in random.sample(range(3, 3 * size + 3), size)]
    return [values, 2 * max(values) + 1, places]
