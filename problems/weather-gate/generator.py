"""Calls to a gate.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` calls, and ``seed %
4`` says the shape: 0 few clients and small steps, 1 one busy client, 2 bursts with pauses of about a
window, 3 many clients.
"""

from random import Random

CASES = [
    [[1, 1], []],
    [[1, 1], [["allow", ["a", 0]], ["allow", ["a", 0]], ["seconds_to_wait", ["a", 0]], ["allow", ["a", 1]]]],
    [
        [3, 5],
        [
            ["seconds_to_wait", ["new", 9]],
            ["allow", ["new", 9]],
            ["seconds_to_wait", ["new", 9]],
            ["seconds_to_wait", ["other", 9]],
        ],
    ],
    [
        [2, 10],
        [
            ["allow", ["a", 9]],
            ["allow", ["a", 9]],
            ["allow", ["a", 10]],
            ["allow", ["a", 18]],
            ["seconds_to_wait", ["a", 18]],
            ["allow", ["a", 19]],
            ["allow", ["a", 19]],
            ["allow", ["a", 19]],
        ],
    ],
    [
        [1, 10],
        [
            ["allow", ["a", 0]],
            ["allow", ["a", 5]],
            ["allow", ["a", 9]],
            ["allow", ["a", 10]],
            ["allow", ["b", 10]],
            ["seconds_to_wait", ["a", 12]],
            ["seconds_to_wait", ["b", 20]],
        ],
    ],
    [
        [2, 60],
        [
            ["allow", ["a", 50]],
            ["allow", ["a", 59]],
            ["allow", ["a", 61]],
            ["seconds_to_wait", ["a", 100]],
            ["seconds_to_wait", ["a", 109]],
            ["seconds_to_wait", ["a", 110]],
            ["allow", ["a", 110]],
            ["seconds_to_wait", ["a", 110]],
        ],
    ],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        arguments, calls = CASES[seed]
        return [list(arguments), [[name, list(given)] for name, given in calls]]
    random = Random(f"weather-gate {seed} {size}")
    shape = seed % 4
    limit = random.randint(1, 4) if shape != 1 else max(2, size // 10)
    window = random.randint(2, 12) if shape != 1 else max(4, size // 4)
    clients = {
        0: ["ann", "bob", "kit"],
        1: ["ann"],
        2: ["ann", "bob"],
        3: [f"c{i}" for i in range(size // 4 + 1)],
    }
    now = random.randint(0, 100)
    calls = []
    for _ in range(size):
        if shape == 2 and random.random() < 0.2:
            now += window + random.randint(-2, 1)
        elif random.random() < 0.6:
            now += random.randint(0, max(1, window // 3)) if shape != 1 else random.randint(0, 2)
        name = "seconds_to_wait" if random.random() < 0.25 else "allow"
        calls.append([name, [random.choice(clients[shape]), max(now, 0)]])
    return [[limit, window], calls]
