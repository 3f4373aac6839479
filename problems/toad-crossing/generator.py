"""Gardens.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise the garden has about ``size`` by
``size`` places, and ``seed % 4`` says the shape: 0 slabs, grass and a few hedges at random, 1 mostly
slabs, 2 slabs with rare grass and much stamina, 3 winding lanes on which the toad has to leave the
short way for grass, one long row of slabs after the other.
"""

from random import Random

CASES = [
    [["TP"], 0],
    [["ToP"], 0],
    [["T", "o", "P"], 1],
    [["T#", "#P"], 5],
    [["T.#", "#..", "..P"], 0],
    [["ToooP", "#o#o#", "#.#.#"], 2],
    [["T.o", ".oo", "..P"], 1],
    [["Toooo.P", ".oo#o##", "..oo..."], 3],
    [["#.#", "oTo", "#.#", ".Po"], 3],
    [["P.oooT", "oooooo"], 2],
    [["ToooP", "...##"], 2],
    [["Poooo.oT", "#.##..##", "....#..."], 3],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        garden, stamina = CASES[seed]
        return [list(garden), stamina]
    random = Random(f"toad-crossing {seed} {size}")
    shape = seed % 4
    if shape == 3:
        return _lanes(random, size)
    rows, columns = size, max(2, size + random.randint(-1, 0))
    weights, stamina = {
        0: ((5, 4, 1), 2),
        1: ((4, 8, 1), random.randint(2, 4)),
        2: ((1, 12, 1), 12),
    }[shape]
    garden = [random.choices(".o#", weights, k=columns) for _ in range(rows)]
    start, pond = (0, 0), (rows - 1, columns - 1)
    if shape == 0 and rows > 2:
        start, pond = random.sample([(r, c) for r in range(rows) for c in range(columns)], 2)
    garden[start[0]][start[1]] = "T"
    garden[pond[0]][pond[1]] = "P"
    return [["".join(row) for row in garden], stamina]


def _lanes(random: Random, size: int) -> list:
    stamina = random.randint(2, 4)
    garden = []
    for lane in range(max(1, (size + 1) // 3)):
        upper, lower = ".", "."
        while len(upper) + stamina + 2 <= size:
            detour = random.randint(2, stamina + 1)
            upper += "o" * (stamina + 1) + "."
            lower += "." * detour + "#" * (stamina + 1 - detour) + "#"
        upper += "." * (size - len(upper))
        lower = lower.ljust(size, "#")[:-1] + "."
        gap = "#" * (size - 1) + "."
        garden += [row[::-1] if lane % 2 else row for row in (upper, lower, gap)]
    garden = garden[:-1]
    garden[0] = "T" + garden[0][1:]
    last = garden[-2]
    garden[-2] = "P" + last[1:] if len(garden) // 3 % 2 else last[:-1] + "P"
    return [garden, stamina]
