"""Caves as binary trees, level by level.

``generate(seed, 0)`` is the seed-th hand-picked cave. Otherwise ``seed % 4`` chooses the shape: 0 random,
1 random with a small step, 2 long bare galleries that branch near the top, 3 wide, with all passages usable.
"""

from random import Random

CASES = [
    [[], 5],
    [[7], 0],
    [[3, 3, 4], 0],
    [[1, 2, None, 3, None, 4], 1],
    [[0, 100, None, 101, 99, 102, None, None, 98], 1],
    [[5, 3, 8, 1, 4], 2],
    [[-2, 2, None, -2, 2], 4],
    [[0, 1, 1, 2, 2, 2, 2, 3, None, None, 3, 3, None, None, 3], 1],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed][0]), CASES[seed][1]]
    random = Random(f"cave-walk {seed} {size}")
    shape = seed % 4
    children = [[None, None]]
    level = [1]
    values = [random.randint(-9, 9)]
    galleries = list(range(7, 15))  # their last chambers
    spread = 6 if shape in (0, 1) else 1
    while len(values) < size:
        gallery = len(values) % 8
        if shape == 2 and len(values) >= 15:
            parent = galleries[gallery]
        elif shape >= 2:
            parent = (len(values) - 1) // 2
        else:
            parent = random.randrange(max(0, len(values) - size // 5 - 3), len(values))
        free = [side for side in (0, 1) if children[parent][side] is None]
        if not free or level[parent] >= 300:
            continue
        child = len(values)
        children[parent][random.choice(free)] = child
        children.append([None, None])
        level.append(level[parent] + 1)
        values.append(max(-999, min(999, values[parent] + random.randint(-spread, spread))))
        if shape == 2 and child >= 15:
            galleries[gallery] = child
    step = {0: 4, 1: 2, 2: 1, 3: 1}[shape]
    return [_level_by_level(values, children), step]


def _level_by_level(values, children):
    """The JSON form of the tree: ``None`` for a missing child, none after the last node."""
    row, order = [], [0]
    for node in order:
        row.append(None if node is None else values[node])
        if node is not None:
            order.extend(children[node])
    while row and row[-1] is None:
        row.pop()
    return row
