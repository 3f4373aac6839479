"""Sequences of calls.

``generate(seed, 0)`` is the seed-th hand-picked sequence. Otherwise ``seed % 4`` chooses the shape: 0 mixed,
1 values get stale quickly, 2 a full cache that is mostly read, 3 nothing gets stale and the cache is large.
"""

from random import Random

CASES = [
    [[1, 5], [["put", ["a", 1, 0]], ["put", ["b", 2, 0]], ["get", ["a", 0]], ["get", ["b", 0]]]],
    [[2, 1], [["put", ["a", 7, 3]], ["get", ["a", 3]], ["get", ["a", 4]], ["count", [4]]]],
    [[3, 0], [["put", ["a", 7, 3]]]],
    [[-1, 4], []],
    [[4, 4], [["count", [0]], ["get", ["nowhere", 1]]]],
    [
        [2, 10],
        [
            ["put", ["a", 1, 0]],
            ["put", ["b", 2, 3]],
            ["put", ["a", 3, 4]],
            ["put", ["c", 4, 5]],
            ["get", ["a", 13]],
            ["get", ["a", 14]],
            ["count", [14]],
            ["count", [15]],
        ],
    ],
    [
        [2, 10],
        [
            ["put", ["a", 1, 0]],
            ["put", ["b", 2, 5]],
            ["get", ["a", 6]],
            ["put", ["c", 3, 10]],
            ["count", [10]],
            ["get", ["b", 11]],
            ["put", ["d", 4, 12]],
        ],
    ],
    [
        [2, 50],
        [
            ["put", ["a", 0, 1]],
            ["put", ["b", 0, 1]],
            ["count", [2]],
            ["get", ["z", 2]],
            ["get", ["a", 2]],
            ["put", ["b", 5, 3]],
            ["put", ["c", 6, 3]],
            ["get", ["b", 50]],
            ["get", ["b", 53]],
        ],
    ],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        arguments, calls = CASES[seed]
        return [list(arguments), [[method, list(args)] for method, args in calls]]
    random = Random(f"forecast-cache {seed} {size}")
    shape = seed % 4
    small = size <= 40
    capacity = random.randint(1, 4) if small else (60, 200, 80, size // 2)[shape]
    places = [
        f"{number:x}" for number in range(capacity + (capacity if shape == 3 else max(2, capacity // 4)))
    ]
    lifetime = (2 * capacity + 3, capacity // 2 + 2, 5 * capacity + 20, 900_000)[shape]
    reading = (0.45, 0.3, 0.8, 0.1)[shape]
    calls, now = [], random.randint(0, 5)
    for number in range(size):
        now += random.choice((0, 1, 1, 2))
        place = places[number % len(places)] if shape == 3 else random.choice(places)
        if random.random() < (0.02 if shape == 3 else 0.08):
            calls.append(["count", [now]])
        elif random.random() < reading:
            calls.append(["get", [place, now]])
        else:
            calls.append(["put", [place, random.randint(-9, 40), now]])
    return [[capacity, lifetime], calls]
