"""Days at the pool.

``generate(seed, 0)`` is the seed-th hand-picked day. Otherwise ``seed % 4`` says the shape: 0 visits of
any length, 1 visits on the half-hour, so that many ends meet, 2 long visits with short ones inside, 3
two equal rushes.
"""

from random import Random

CASES = [
    [],
    [[0, 1440]],
    [[30, 31], [31, 32], [29, 30]],
    [[5, 9], [5, 9], [5, 9]],
    [[100, 200], [300, 400], [120, 140], [350, 360]],
    [[300, 400], [100, 200], [350, 380], [120, 130]],
    [[0, 10], [2, 8], [4, 6], [6, 7], [8, 12]],
    [[60, 180], [50, 70], [80, 90], [100, 130], [140, 190]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[list(visit) for visit in CASES[seed]]]
    random = Random(f"pool-lockers {seed} {size}")
    shape = seed % 4
    if shape == 0:
        return [[sorted(random.sample(range(1441), 2)) for _ in range(size)]]
    if shape == 1:
        return [[[30 * half for half in sorted(random.sample(range(12, 49), 2))] for _ in range(size)]]
    if shape == 2:
        visits = [[random.randint(0, 60), random.randint(1200, 1440)] for _ in range(size // 3)]
        while len(visits) < size:
            enter = random.randint(60, 1190)
            visits.append([enter, enter + random.randint(1, 10)])
    else:
        visits = []
        for begin in (400, 900):
            for _ in range(size // 2):
                visits.append([begin - random.randint(0, 60), begin + random.randint(1, 60)])
    random.shuffle(visits)
    return [visits]
