"""Logs and spans.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` visits and 3/8 as many
spans, and ``seed % 4`` says the shape: 0 a spread-out night, 1 a short one with many equal seconds, 2 late
spans in a log of few different seconds, 3 spans whose ends are visits.
"""

from random import Random

CASES = [
    [[], [[0, 10], [3, 3]]],
    [[7], []],
    [[7], [[7, 7], [0, 6], [8, 43200], [0, 43200], [6, 8]]],
    [[3, 3, 3, 3], [[3, 3], [2, 3], [3, 4], [4, 9], [0, 2]]],
    [[0, 43200], [[0, 43200], [0, 0], [43200, 43200], [1, 43199]]],
    [[1, 2, 2, 3, 3, 3], [[2, 2], [2, 3], [1, 2], [3, 3], [3, 3]]],
    [[10, 20, 30, 40], [[11, 19], [10, 19], [11, 20], [35, 100], [0, 9], [20, 30]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        visits, spans = CASES[seed]
        return [list(visits), [list(span) for span in spans]]
    random = Random(f"moth-lamp {seed} {size}")
    shape = seed % 4
    top = {0: 43_200, 1: max(2, size // 2), 2: min(999, 2 * size), 3: 9_999}[shape]
    visits = sorted(random.randint(0, top) for _ in range(size))
    spans = []
    for _ in range(max(1, size * 3 // 8)):
        if shape == 2:
            ends = [random.randint(top * 9 // 10, top), random.randint(top * 9 // 10, top)]
        elif shape == 3:
            ends = [random.choice(visits), random.choice(visits)]
        else:
            ends = [random.randint(0, top), random.randint(0, top)]
        spans.append(sorted(ends))
    return [visits, spans]
