"""Lessons, pianos, opening, closing and the least number of minutes.

``generate(seed, 0)`` is the seed-th hand-picked plan. Otherwise ``size`` is the number of lessons and
``seed % 4`` says the shape: 0 random lessons and as many pianos as they need, 1 the lessons of a few full
rooms, each back to back with short breaks, 2 like 0 but one piano short, 3 lessons inside one another like
a pyramid.
"""

from random import Random

CASES = [
    [[], 1, 100, 200, 100],
    [[], 3, 0, 30, 31],
    [[[0, 100000]], 1, 0, 100000, 1],
    [[[10, 20], [20, 30], [30, 40]], 1, 0, 50, 10],
    [[[0, 10], [90, 95]], 1, 20, 80, 60],
    [[[5, 10], [5, 10], [50, 60]], 1, 20, 100, 5],
    [[[5, 10], [5, 10], [50, 60], [40, 55], [60, 70]], 2, 5, 70, 1],
    [[[10, 30], [15, 20], [20, 25], [25, 28]], 2, 0, 40, 2],
    [[[30, 60], [0, 30]], 1, 0, 61, 1],
    [[[0, 20], [10, 30], [20, 40], [35, 50]], 3, 10, 45, 35],
    [[[10, 20], [30, 45], [44, 60], [70, 90]], 2, 15, 80, 3],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        lessons, *numbers = CASES[seed]
        return [[list(lesson) for lesson in lessons], *numbers]
    random = Random(f"free-pianos {seed} {size}")
    shape = seed % 4
    last = min(100_000, 12 * size + 20)
    if shape == 1:
        lessons = []
        for _ in range(random.randint(1, 3)):
            minute = random.randint(0, 10)
            while minute < last and len(lessons) < size:
                end = min(last, minute + random.randint(2, 40))
                lessons.append([minute, end])
                minute = end + random.choice((0, 0, 0, 1, 5))
        lessons = [lesson for lesson in lessons if lesson[0] < lesson[1]]
    elif shape == 3:
        middle = last // 2
        lessons = [[random.randint(0, middle), random.randint(middle + 1, last)] for _ in range(size)]
    else:
        starts = [random.randint(0, last - 1) for _ in range(size)]
        lessons = [[start, min(last, start + random.randint(1, 60))] for start in starts]
    random.shuffle(lessons)
    opening = random.randint(0, last // 4)
    closing = random.randint(last * 3 // 4, last)
    short = 1 if shape == 2 else 0
    return [lessons, max(1, _needed(lessons) - short), opening, closing, random.randint(1, 6)]


def _needed(lessons: list) -> int:
    """The largest number of lessons at one time."""
    changes = sorted([(end, -1) for _, end in lessons] + [(start, 1) for start, _ in lessons])
    taken = most = 0
    for _, change in changes:
        taken += change
        most = max(most, taken)
    return most
