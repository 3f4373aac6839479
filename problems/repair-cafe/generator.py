"""Guests, menders, patience.

``generate(seed, 0)`` is the seed-th hand-picked café. Otherwise ``size`` is the number of guests and ``seed
% 4`` says the shape: 0 a few menders who just about manage, 1 a rush in which many go home, 2 nearly as many
menders as guests and long repairs, 3 no patience.
"""

from random import Random

CASES = [
    [[], 3, 10],
    [[[7, 3]], 10000, 0],
    [[[0, 10], [0, 10], [0, 10]], 1, 10],
    [[[0, 10], [0, 10], [0, 10]], 1, 9],
    [[[0, 5], [100, 5], [100, 5], [102, 1]], 1, 20],
    [[[1, 20], [2, 1], [3, 1], [4, 1], [5, 1]], 2, 0],
    [[[0, 9], [0, 8], [0, 7], [0, 1], [0, 1], [0, 1]], 3, 7],
    [[[0, 100], [10, 50], [20, 30], [25, 10], [26, 5], [60, 1]], 1, 75],
    [[[1000000, 10000], [1000000, 1], [1000000, 1]], 2, 1000000],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        guests, menders, patience = CASES[seed]
        return [[list(guest) for guest in guests], menders, patience]
    random = Random(f"repair-cafe {seed} {size}")
    shape = seed % 4
    if shape == 2:
        arrivals = sorted(random.randint(0, 99) for _ in range(size))
        return [
            [[arrival, random.randint(1000, 9999)] for arrival in arrivals],
            max(1, size - size // 6),
            9999,
        ]
    menders = random.randint(1, 2 + size // 20)
    longest = 40
    pace = longest // 2 // menders + 1 if shape == 0 else longest // 4 // menders + 1
    arrival, guests = 0, []
    for _ in range(size):
        guests.append([arrival, random.randint(1, longest)])
        arrival += random.randint(0, 2 * pace) if random.random() < 0.9 else 0
    return [guests, menders, 0 if shape == 3 else random.randint(3, 30)]
