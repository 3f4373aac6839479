"""Maps of the mountains.

``generate(seed, 0)`` is the seed-th hand-picked map. Otherwise ``size`` is the number of places and ``seed
% 4`` says the shape: 0 random roads, 1 a valley road along all places with slow detours that save charge, 2
a ladder on which riding faster costs more, 3 hills: each place has a height, uphill costs and downhill
charges.
"""

from random import Random

CASES = [
    [1, [], [], 5, 3],
    [2, [], [0, 1], 5, 3],
    [2, [[0, 1, 7, 5]], [], 5, 3],
    [3, [[0, 1, 4, 5], [1, 2, 4, 1]], [1], 5, 6],
    [3, [[0, 1, 5, -4], [1, 2, 5, 7]], [], 6, 1],
    [4, [[0, 1, 5, 6], [1, 2, 5, -9], [2, 3, 5, 6]], [], 6, 1],
    [4, [[0, 1, 1, 2], [1, 2, 1, 2], [2, 3, 1, 2]], [1, 2], 6, 50],
    [3, [[0, 1, 30, 2], [0, 1, 10, 5], [0, 1, 20, 3], [1, 2, 5, 3]], [], 6, 9],
    [3, [[0, 0, 3, -2], [0, 1, 4, 6], [1, 1, 7, -1], [1, 2, 2, 3]], [], 6, 5],
    [5, [[0, 1, 5, 4], [1, 2, 5, 4], [1, 3, 2, 1], [3, 1, 2, 2], [2, 4, 5, 4]], [3], 10, 8],
    [5, [[0, 1, 9, 3], [0, 2, 5, 5], [2, 1, 3, 3], [1, 3, 4, 4], [3, 4, 3, 2]], [2, 3], 9, 6],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        places, roads, stations, battery, swap = CASES[seed]
        return [places, [list(road) for road in roads], list(stations), battery, swap]
    random = Random(f"bike-over-passes {seed} {size}")
    shape = seed % 4
    battery = 50 if size > 40 else random.randint(5, 12)
    stations = random.sample(range(size), random.randint(0, size // 4))
    roads = []
    if shape == 0:
        for _ in range(3 * size):
            start, end = random.randrange(size), random.randrange(size)
            roads.append([start, end, random.randint(1, 60), random.randint(-battery // 4, battery)])
    elif shape in (1, 2):
        for place in range(size - 1):
            for step in (1, 1, 2) if shape == 1 else (1, 2, 2):
                end = min(size - 1, place + step)
                units = random.randint(0, 3) + (random.randint(0, 3) if battery < 50 else 0)
                roads.append([place, end, 30 * step - 7 * units + random.randint(0, 9) + 20, units])
            roads.append([place + 1, place, random.randint(5, 40), random.randint(-1, 4)])
        gap = max(2, battery // 3)
        stations = [place for place in range(size) if place % gap == gap - 1]
        random.shuffle(roads)
    else:
        heights = [random.randint(0, battery) for _ in range(size)]
        for _ in range(4 * size):
            start = random.randrange(size)
            end = min(size - 1, max(0, start + random.randint(-3, 4)))
            rise = heights[end] - heights[start]
            units = rise + random.randint(0, 2) if rise > 0 else rise // 2
            roads.append([start, end, 5 + 3 * max(0, rise) + random.randint(0, 20), units])
    return [size, roads, sorted(stations), battery, random.randint(5, 60)]
