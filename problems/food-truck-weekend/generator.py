"""Weekends.

``generate(seed, 0)`` is the seed-th hand-picked one. Otherwise ``seed % 3`` says the shape: 0 at random,
1 short bookings that often touch after the rest, 2 long ones with fees that tempt a greedy choice.
"""

from random import Random

CASES = [
    [[], 10],
    [[[5, 6, 7]], 1000000],
    [[[0, 10, 5], [10, 20, 5], [20, 30, 5]], 0],
    [[[0, 10, 5], [0, 10, 8], [0, 10, 8]], 3],
    [[[0, 100, 60], [10, 20, 25], [30, 40, 25], [50, 60, 25]], 10],
    [[[40, 50, 9], [0, 10, 9], [20, 30, 9]], 10],
    [[[0, 50, 10], [40, 70, 12], [60, 110, 10]], 0],
    [[[0, 10, 1], [500, 510, 2], [900000, 1000000, 3]], 999999],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        bookings, rest = CASES[seed]
        return [[list(booking) for booking in bookings], rest]
    random = Random(f"food-truck-weekend {seed} {size}")
    shape = seed % 3
    bookings = []
    if shape == 1:
        for _ in range(size):
            start = 30 * random.randrange(size)
            bookings.append([start, start + 10 * random.randint(1, 5), random.randint(1, 9)])
        return [bookings, 10]
    longest = 200 if shape == 0 else 40 * max(1, size // 20)
    for _ in range(size):
        start = random.randrange(10 * size + 100)
        length = random.randint(1, longest)
        fee = random.randint(1, 99) if shape == 0 else 1 + length // 3 + random.randint(0, 9)
        bookings.append([start, start + length, min(fee, 10000)])
    return [bookings, random.randint(0, 30)]
