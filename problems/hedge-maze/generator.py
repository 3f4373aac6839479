"""Mazes.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise the maze has ``size`` benches, and
``seed % 4`` says the shape: 0 a search tree with some numbers repainted, 1 any tree with few different
numbers, 2 a correct zigzag way with a bushy end, 3 the same with some numbers repainted.
"""

from collections import deque
from random import Random

CASES = [
    [],
    [7],
    [7, 7, 7],
    [2, 1, 3],
    [2, 3, 1],
    [10, 5, 15, None, None, 6, 20],
    [1, None, 2, None, 3, None, 2, None, 4],
    [8, 12, None, 4, None, 2, 6],
    [0, -5, 5, -5, 0, 0, 5],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"hedge-maze {seed} {size}")
    shape = seed % 4
    left, right = [-1] * size, [-1] * size
    spine = min(size // 2, 450) if shape >= 2 else 0
    for child in range(1, size):
        if child <= spine:
            place, side = child - 1, random.choice([left, right])
        else:
            place, side = spine, random.choice([left, right])
            while side[place] != -1:
                place, side = side[place], random.choice([left, right])
        side[place] = child
    order = _in_order(left, right)
    if shape == 1:
        numbers = [random.randint(-size // 2, size // 2) for _ in range(size)]
    else:
        numbers = [0] * size
        for i, place in enumerate(order):
            numbers[place] = 3 * i - size
    if shape in (0, 3):
        for place in random.sample(range(spine, size), max(1, size // 8)):
            numbers[place] += random.randint(-size, size) if shape == 0 else random.choice([-3, 3])
    return [_levels(numbers, left, right)]


def _in_order(left: list[int], right: list[int]) -> list[int]:
    order, path, place = [], [], 0
    while path or place != -1:
        while place != -1:
            path.append(place)
            place = left[place]
        place = path.pop()
        order.append(place)
        place = right[place]
    return order


def _levels(numbers: list[int], left: list[int], right: list[int]) -> list:
    values, waiting = [], deque([0])
    while waiting:
        place = waiting.popleft()
        values.append(None if place == -1 else numbers[place])
        if place != -1:
            waiting += [left[place], right[place]]
    while values and values[-1] is None:
        values.pop()
    return values
