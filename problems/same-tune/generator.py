"""Melodies.

``generate(seed, 0)`` is the seed-th hand-picked list. Otherwise ``size`` is about the number of notes and
``seed % 3`` says the shape: 0 a few tunes moved about, with near misses among them, 1 short melodies that are
nearly all different, 2 melodies of the same notes in other orders.
"""

from random import Random

CASES = [
    [],
    [[88]],
    [[5, 5, 5], [5, 5, 5], [1, 1, 1]],
    [[10, 11, 22], [10, 21, 22], [30, 31, 42]],
    [[10, 12, 14], [14, 12, 10], [12, 10, 14], [60, 58, 62]],
    [[1, 88], [88, 1], [1, 87], [2, 88]],
    [[40, 45, 43], [40, 47, 46], [41, 48, 44]],
    [[3, 4, 5], [3, 4], [4, 5], [3, 4, 5, 6], [4, 5, 6]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[list(melody) for melody in CASES[seed]]]
    random = Random(f"same-tune {seed} {size}")
    melodies = []
    shape = seed % 3
    if shape == 0:
        length = 3 if size < 50 else 8
        tunes = [[random.randint(30, 50) for _ in range(length)] for _ in range(max(1, size // (length * 4)))]
        for _ in range(size // length):
            moved = random.randint(-25, 35)
            melody = [note + moved for note in random.choice(tunes)]
            if random.random() < 0.3:
                melody[random.randrange(length)] += random.choice([-1, 1])
            melodies.append(melody)
    elif shape == 1:
        length = 2 if size < 50 else 4
        melodies = [[random.randint(1, 88) for _ in range(length)] for _ in range(size // length)]
    else:
        notes = random.sample(range(20, 70), 4)
        while size >= len(notes):
            size -= len(notes)
            random.shuffle(notes)
            moved = random.choice([0, 0, -7, 12])
            melodies.append([note + moved for note in notes])
    return [melodies]
