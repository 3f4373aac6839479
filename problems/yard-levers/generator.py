"""Yards with gates and levers.

``generate(seed, 0)`` is the seed-th hand-picked yard. Otherwise there are ``size`` levers and ``seed %
4`` says the shape: 0 any levers, 1 each lever swings an even number of gates and an odd number is open,
2 each lever swings a gate and its neighbours, with useless copies, 3 large groups of gates that share
most of them.
"""

from random import Random

CASES = [
    ["", []],
    ["", [[]]],
    ["O", []],
    ["SSS", []],
    ["O", [[], [0], [0]]],
    ["OOO", [[0, 1], [1, 2], [1]]],
    ["SOS", [[0, 1, 2], [0], [2]]],
    ["OOOO", [[0, 1, 2], [0, 1], [2, 3], [3]]],
    ["OSOS", [[0, 1], [1, 2], [3], [0, 1, 2, 3]]],
    ["OOOOO", [[0, 1, 2, 3], [3, 4], [2, 3], [2, 4], [0]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        gates, levers = CASES[seed]
        return [gates, [list(lever) for lever in levers]]
    random = Random(f"yard-levers {seed} {size}")
    shape = seed % 4
    count = 12 if size > 20 else random.randint(3, 6)
    gates = [random.choice("OS") for _ in range(count)]
    if shape == 0:
        levers = [sorted(random.sample(range(count), random.randint(1, count))) for _ in range(size)]
    elif shape == 1:
        gates[0] = "O" if gates[1:].count("O") % 2 == 0 else "S"
        evens = range(2, count + 1, 2)
        levers = [sorted(random.sample(range(count), random.choice(evens))) for _ in range(size)]
    elif shape == 2:
        gates = ["O"] * count
        levers = []
        for i in range(size):
            middle = i % count
            levers.append([gate for gate in (middle - 1, middle, middle + 1) if 0 <= gate < count])
    else:
        levers = []
        for _ in range(size):
            missing = set(random.sample(range(count), random.randint(1, 2)))
            levers.append([gate for gate in range(count) if gate not in missing])
    random.shuffle(levers)
    return ["".join(gates), levers]
