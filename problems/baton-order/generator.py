"""Teams.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` runners, and ``seed
% 4`` says the shape: 0 any numbers, 1 many handovers that are impossible, 2 handovers that cost more
than legs, 3 a runner who is fast everywhere but a bad partner, and equal legs.
"""

from random import Random

CASES = [
    [[[42]], [[-1]]],
    [[[10, 10], [10, 10]], [[-1, -1], [5, -1]]],
    [[[1, 9], [9, 1]], [[-1, 100], [3, -1]]],
    [[[5, 5, 5], [5, 5, 5], [5, 5, 5]], [[-1, 0, -1], [-1, -1, -1], [0, -1, -1]]],
    [[[5, 5, 5], [5, 5, 5], [5, 5, 5]], [[-1, 1, 1], [-1, -1, -1], [-1, -1, -1]]],
    [[[1, 2, 3], [1, 9, 9], [1, 5, 9]], [[-1, 4, 4], [4, -1, 4], [4, 4, -1]]],
    [[[10, 20, 30], [10, 30, 90], [10, 40, 80]], [[-1, 1, 50], [0, -1, 7], [3, 60, -1]]],
    [
        [[9, 8, 7, 6], [4, 4, 4, 4], [1, 2, 3, 4], [8, 1, 8, 1]],
        [[-1, 0, 9, 9], [9, -1, 0, 9], [9, 9, -1, 0], [0, 9, 9, -1]],
    ],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        seconds, handover = CASES[seed]
        return [[list(row) for row in seconds], [list(row) for row in handover]]
    random = Random(f"baton-order {seed} {size}")
    shape = seed % 4
    seconds = [[random.randint(40, 90) for _ in range(size)] for _ in range(size)]
    handover = [[random.randint(0, 20) for _ in range(size)] for _ in range(size)]
    if shape == 1:
        handover = [[cost if random.random() < 0.45 else -1 for cost in row] for row in handover]
    elif shape == 2:
        handover = [[random.randint(100, 10_000) for _ in range(size)] for _ in range(size)]
    elif shape == 3:
        seconds = [[random.randint(60, 70)] * size for _ in range(size)]
        star = random.randrange(size)
        seconds[star] = [40] * size
        handover[star] = [random.randint(80, 200) for _ in range(size)]
    for runner in range(size):
        handover[runner][runner] = -1
    return [seconds, handover]
