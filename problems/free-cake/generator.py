"""Visits to the café.

``generate(seed, 0)`` is the seed-th hand-picked list. Otherwise ``seed % 3`` says the shape: 0 few guests at
random, 1 everybody comes twice and one guest a third time at the end, 2 one who is ahead early and one who
comes most often in the end.
"""

from random import Random

CASES = [
    [[], 1],
    [["ada"], 1],
    [["ada"], 2],
    [["zoe", "abe", "abe", "zoe"], 2],
    [["ann", "ann", "bob", "bob", "bob", "ann"], 3],
    [["kim", "kim", "kim", "jo", "jo", "jo", "jo", "jo"], 3],
    [["lu", "an", "an", "lu", "lu", "lu"], 2],
    [["anna", "ann", "anna", "an", "ann", "ann"], 3],
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def generate(seed: int, size: int) -> list:
    if size == 0:
        visits, stamps = CASES[seed]
        return [list(visits), stamps]
    random = Random(f"free-cake {seed} {size}")
    names = random.sample([a + b + c for a in LETTERS for b in LETTERS for c in LETTERS], max(2, size // 3))
    shape = seed % 3
    if shape == 0:
        guests = names[: random.randint(2, 5)]
        return [[random.choice(guests) for _ in range(size)], random.randint(1, size // 2 + 1)]
    if shape == 1:
        visits = names + names
        random.shuffle(visits)
        return [[*visits, random.choice(names)], 3]
    early, late = names[:2]
    stamps = max(2, size // 8)
    visits = [early] * stamps + [late] * (stamps - 1)
    random.shuffle(visits)
    rest = [late] * (stamps * 2) + names[2:]
    random.shuffle(rest)
    return [visits + rest, stamps]
