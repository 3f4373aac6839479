"""Quilts.

``generate(seed, 0)`` is the seed-th hand-picked quilt. Otherwise ``size`` is about the number of squares and
``seed % 4`` says the shape: 0 two fabrics at random, 1 one patch that winds through the quilt like a snake,
2 a single fabric, 3 four fabrics with large blocks.
"""

from random import Random

CASES = [
    [],
    ["q"],
    ["aabbba"],
    ["z", "z", "y", "z"],
    ["aA", "Aa"],
    ["abc", "bac", "cba", "aab"],
    ["aaaaa", "abbba", "ababa", "abbba", "aaaaa"],
    ["ppppp", "qqqqp", "ppppp", "pqqqq", "ppppp"],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"quilt-patch {seed} {size}")
    rows = max(1, int(size**0.5) + random.randint(-1, 1))
    columns = max(1, size // rows)
    shape = seed % 4
    if shape == 0:
        return [["".join(random.choice("ux") for _ in range(columns)) for _ in range(rows)]]
    if shape == 1:
        return [[_snake_row(row, columns) for row in range(rows)]]
    if shape == 2:
        return [["m" * columns] * rows]
    block = 2 if size < 100 else 7
    colours = [[random.choice("efgh") for _ in range(columns)] for _ in range(rows)]
    quilt = [[colours[r // block][c // block] for c in range(columns)] for r in range(rows)]
    for _ in range(size // 6):
        quilt[random.randrange(rows)][random.randrange(columns)] = random.choice("efgh")
    return [["".join(row) for row in quilt]]


def _snake_row(row: int, columns: int) -> str:
    if row % 2 == 0:
        return "s" * columns
    gap = "t" * (columns - 1)
    return gap + "s" if row % 4 == 1 else "s" + gap
