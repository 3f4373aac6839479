"""Phone trees, level by level with None for a missing person.

``generate(seed, 0)`` is the seed-th hand-picked one. Otherwise ``size`` is the number of people and ``seed
% 4`` says the shape: 0 complete, 1 grown at random places, 2 long and thin (about 300 levels at most), 3
mostly to the right.
"""

from random import Random

CASES = [
    [],
    [7],
    [5, 3],
    [1, 60, 1, 1, None, 60],
    [3, None, 4, None, 5, None, 6],
    [3, 4, None, 5, None, 6],
    [1, 2, 50, 2, 2, None, None, 2, 2],
    [2, 30, 1, 1, None, 20, None, None, None, 20],
    [4, 4, 4, 4, 4, 4, 4],
]
DEEPEST = 300


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"phone-tree {seed} {size}")
    shape = seed % 4
    children, level = {0: {}}, {0: 0}
    free = [(0, "left"), (0, "right")]
    for person in range(1, size):
        if shape == 0:
            at = 0
        elif shape == 1:
            at = random.randrange(len(free))
        else:
            at = random.randrange(max(0, len(free) - 3), len(free))
            if shape == 3 and random.random() < 0.8:
                at = len(free) - 1
        above, side = free.pop(at)
        children[above][side] = person
        children[person], level[person] = {}, level[above] + 1
        if level[person] < DEEPEST:
            free += [(person, "left"), (person, "right")]
    order, row = [], [0]
    for person in row:
        order.append(person)
        if person is not None:
            row += [children[person].get("left"), children[person].get("right")]
    while order[-1] is None:
        order.pop()
    return [[None if person is None else random.randint(1, 60) for person in order]]
