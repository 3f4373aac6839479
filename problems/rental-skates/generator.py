"""Pupils and skates.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are about ``size`` of each, and
``seed % 4`` says the shape: 0 few lengths and little room, 1 many lengths, 2 as many lengths as pupils and
much room, 3 clusters of feet and just fitting skates.
"""

from random import Random

CASES = [
    [[], [240, 250], 5],
    [[240, 250], [], 5],
    [[240], [240], 0],
    [[240], [239], 10],
    [[240, 240, 241], [241, 240, 242], 0],
    [[230, 240], [240, 250], 10],
    [[245, 235, 240, 230], [239, 240, 244, 249], 9],
    [[200, 300, 301], [250, 260, 302, 303], 2],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        feet, skates, room = CASES[seed]
        return [list(feet), list(skates), room]
    random = Random(f"rental-skates {seed} {size}")
    shape = seed % 4
    if shape == 3:
        room = random.randint(1, 4)
        feet = [200 + 10 * random.randint(0, max(1, size // 3)) + random.randint(0, 5) for _ in range(size)]
        skates = [foot + random.choice([-1, 0, room, room, room + 1]) for foot in feet]
        random.shuffle(skates)
        return [feet, skates, room]
    low, high = {0: (230, 245), 1: (200, 200 + size), 2: (1000, 1000 + size)}[shape]
    room = {0: 2, 1: max(1, size // 20), 2: size // 2}[shape]
    feet = [random.randint(low, high) for _ in range(size)]
    skates = [random.randint(low, high + room) for _ in range(max(1, size + random.randint(-2, 1)))]
    return [feet, skates, room]
