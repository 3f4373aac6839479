"""Evenings at the theatre.

``generate(seed, 0)`` is the seed-th hand-picked evening. Otherwise ``size`` is the number of cues and
``seed % 4`` says the shape: 0 random cues, 1 random cues of which one is for a lamp that does not exist,
2 cues in equal pairs but for one, 3 cues that switch a single lamp each.
"""

from random import Random

CASES = [
    [1, 0, [], 1],
    [1, 1, [1], 0],
    [5, 31, [], 31],
    [5, 9, [0], 22],
    [4, 16, [], 0],
    [4, 0, [1, 2], 16],
    [2, 0, [3, 4, 4], 3],
    [3, 7, [5, 5, 5], 2],
    [30, 2**30 - 1, [2**29], 0],
    [6, 3, [1, 1], 12],
    [3, 2, [8, 1, 8], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        lamps, start, cues, wanted = CASES[seed]
        return [lamps, start, list(cues), wanted]
    random = Random(f"lighting-desk {seed} {size}")
    lamps = random.randint(2, 8) if size < 50 else random.randint(20, 29)
    shape = seed % 4
    if shape == 2:
        cues = [random.randrange(2**lamps) for _ in range(size // 2)] * 2 + [random.randrange(2**lamps)]
        random.shuffle(cues)
    elif shape == 3:
        cues = [2 ** random.randrange(lamps) for _ in range(size)]
    else:
        cues = [random.randrange(2**lamps) for _ in range(size)]
    if shape == 1:
        cues[random.randrange(size)] += 2**lamps
    return [lamps, random.randrange(2**lamps), cues, random.randrange(2**lamps)]
