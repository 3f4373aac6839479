"""Ratings of two clubs and a position.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``seed % 4`` chooses the shape: 0 mixed,
1 few different ratings, 2 clubs far apart, 3 evenly spread ratings with the position in the middle.
"""

from random import Random

CASES = [
    [[5], [9], 1],
    [[9], [9], 1],
    [[], [4, 5], 1],
    [[1, 2], [3, 4], 5],
    [[1, 2], [3, 4], 4],
    [[0], [1_000_000, 0, 500_000], 3],
    [[3, 3, 3], [3, 3], 6],
    [[100, 200, 300], [300, 100, 200], 4],
    [[8, 1, 30], [50, 2, 9], 6],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        home, away, k = CASES[seed]
        return [list(home), list(away), k]
    random = Random(f"fair-matches {seed} {size}")
    shape = seed % 4
    n, m = (random.randint(1, size), random.randint(1, size)) if size <= 20 else (size, size - size // 9)
    top = 60 if size <= 20 else 1_000_000
    if shape == 1:
        home = [random.randint(0, 5) * top // 10 for _ in range(n)]
        away = [random.randint(3, 9) * top // 10 for _ in range(m)]
    elif shape == 2:
        home = [random.randint(0, top // 3) for _ in range(n)]
        away = [random.randint(top // 2, top) for _ in range(m)]
    else:
        home = [random.randint(0, top) for _ in range(n)]
        away = [random.randint(0, top) for _ in range(m)]
    return [home, away, n * m // 2 + 1 if shape == 3 else random.randint(1, n * m)]
