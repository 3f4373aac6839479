"""Boxes of gloves.

``generate(seed, 0)`` is the seed-th hand-picked box. Otherwise even seeds mix all gloves; odd seeds put
all left gloves first and their partners last in reverse, so that partners lie far apart.
"""

from random import Random

CASES = [
    [],
    ["white R"],
    ["red L", "red R"],
    ["red L", "red L", "red R", "red R", "red R"],
    ["light green L", "light grey R", "light green R", "green L"],
    ["pink L", "pink L", "pink L", "pink R", "blue L", "blue R", "pink L"],
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"lonely-gloves {seed} {size}")
    if size <= 20:
        colours = ["red", "dark red", "dark blue", "blue", "old rose"]
        return [[f"{random.choice(colours)} {random.choice('LLR')}" for _ in range(size)]]
    colours = random.sample([a + b + c for a in LETTERS for b in LETTERS for c in LETTERS], size // 2)
    left = [f"{colour} L" for colour in colours]
    right = [f"{colour} R" for colour in colours]
    for side in (left, right):
        for _ in range(10):
            side.append(random.choice(side))
    if seed % 2:
        return [left + right[::-1]]
    gloves = left + right
    random.shuffle(gloves)
    return [gloves[:size]]
