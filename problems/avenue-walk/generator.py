"""Avenues.

``generate(seed, 0)`` is the seed-th hand-picked avenue. Otherwise ``size`` is the number of trees and
``seed % 4`` says the shape: 0 a few kinds at random, 1 long blocks of one kind, 2 all kinds are allowed but
for one rare kind, 3 a short pattern over and over.
"""

from random import Random
from string import ascii_lowercase

CASES = [
    ["", 2],
    ["", 0],
    ["a", 1],
    ["zzzz", 1],
    ["abcabc", 5],
    ["aabbcc", 2],
    ["abababccccc", 1],
    ["abcbbcbba", 2],
    ["abcaabdd", 2],
    ["xyxzxyx", 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return list(CASES[seed])
    random = Random(f"avenue-walk {seed} {size}")
    shape = seed % 4
    if shape == 0:
        letters = random.sample(ascii_lowercase, random.randint(2, 6))
        return ["".join(random.choices(letters, k=size)), random.randint(1, len(letters))]
    if shape == 1:
        blocks = ""
        while len(blocks) < size:
            blocks += random.choice(ascii_lowercase[:8]) * random.randint(1, max(2, size // 15))
        return [blocks[:size], random.randint(1, 4)]
    if shape == 2:
        trees = random.choices(ascii_lowercase[:9], k=size)
        trees[random.randrange(size)] = "z"
        return ["".join(trees), 9]
    pattern = "".join(random.sample(ascii_lowercase, min(size, 5)))
    return [(pattern * (size // len(pattern) + 1))[:size], random.randint(1, 6)]
