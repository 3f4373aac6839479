"""Memories and what is done with them.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``size`` is the number of calls and ``seed
% 4`` says what they are: 0 a mixture, 1 mostly stores in a small memory, 2 stores and discards in turns of
several, 3 a memory as large as half of the calls.
"""

from random import Random

CASES = [
    [
        [1],
        [["store", [5]], ["store", [6]], ["recent", [1]], ["discard", []], ["recent", [1]], ["store", [7]]],
    ],
    [
        [3],
        [["discard", []], ["discard", []], ["store", [0]], ["recent", [3]], ["discard", []], ["recent", [3]]],
    ],
    [[-1], [["recent", [1]]]],
    [[2], [["store", [0]], ["store", [0]], ["store", [1]], ["store", [2]], ["recent", [0]], ["recent", [2]]]],
    [
        [3],
        [["store", [i]] for i in range(1, 6)]
        + [
            ["discard", []],
            ["discard", []],
            ["store", [20]],
            ["store", [21]],
            ["store", [22]],
            ["recent", [3]],
        ],
    ],
    [
        [2],
        [
            ["store", [1]],
            ["store", [2]],
            ["store", [3]],
            ["discard", []],
            ["discard", []],
            ["discard", []],
            ["recent", [2]],
            ["store", [4]],
            ["recent", [2]],
        ],
    ],
    [[5], [["store", [-2]], ["store", [0]], ["recent", [4]], ["discard", []], ["recent", [4]]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        arguments, calls = CASES[seed]
        return [list(arguments), [[name, list(given)] for name, given in calls]]
    random = Random(f"buoy-memory {seed} {size}")
    shape = seed % 4
    places = size // 2 if shape == 3 else random.randint(1, 5)
    calls, turn = [], 0
    while len(calls) < size:
        if shape == 2 and turn == 0:
            turn = random.choice((1, -1)) * random.randint(1, places + 2)
        dice = random.random()
        if turn < 0 or (shape != 2 and dice < (0.25 if shape == 0 else 0.1)):
            calls.append(["discard", []])
        elif turn > 0 or dice < 0.75:
            calls.append(["store", [random.randint(-100, 100)]])
        else:
            calls.append(["recent", [random.randint(0, min(places, 6) + 1)]])
        turn -= (turn > 0) - (turn < 0)
        if shape == 2 and turn == 0 and len(calls) < size:
            calls.append(["recent", [places]])
    return [[max(places, 1)], calls]
