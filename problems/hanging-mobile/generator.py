"""Pairs of lists.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` pieces, and ``seed %
4`` says the shape: 0 a random mobile, 1 the same with two neighbours of a list exchanged or a wrong
number, 2 a long way down with a bushy end, 3 any two orders of the same few numbers, most of which
contradict.
"""

from random import Random

CASES = [
    [[], []],
    [[3], []],
    [[], [3]],
    [[3], [3]],
    [[3], [4]],
    [[1, 2], [2, 1]],
    [[1, 2], [1, 2]],
    [[4, 2, 6, 1, 3, 5, 7], [1, 2, 3, 4, 5, 6, 7]],
    [[1, 5, 2, 4, 3], [1, 2, 3, 4, 5]],
    [[1, 2, 3], [3, 1]],
    [[1, 2], [2, 1, 3]],
    [[-1, 0, -2], [0, -1, -2]],
    [[1, 2, 3, 4], [2, 4, 1, 3]],
    [[1, 2, 4, 3], [2, 4, 1, 3]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        by_rows, from_left = CASES[seed]
        return [list(by_rows), list(from_left)]
    random = Random(f"hanging-mobile {seed} {size}")
    shape = seed % 4
    numbers = random.sample(range(-size, 3 * size), size)
    if shape == 3:
        return [numbers, random.sample(numbers, size)]
    left, right = [-1] * size, [-1] * size
    spine = min(size // 2, 350) if shape == 2 else 0
    for child in range(1, size):
        place, side = (child - 1 if child <= spine else spine), random.choice([left, right])
        while side[place] != -1:
            place, side = side[place], random.choice([left, right])
        side[place] = child
    rows = [0]
    for place in rows:
        rows += [child for child in (left[place], right[place]) if child != -1]
    by_rows = [numbers[place] for place in rows]
    from_left = [numbers[place] for place in _in_order(left, right)]
    if shape == 1 and size > 1:
        wrong = random.choice([by_rows, from_left])
        place = random.randrange(size - 1)
        if random.random() < 0.8:
            wrong[place], wrong[place + 1] = wrong[place + 1], wrong[place]
        else:
            wrong[place] = 4 * size
    return [by_rows, from_left]


def _in_order(left: list[int], right: list[int]) -> list[int]:
    order, path, place = [], [], 0
    while path or place != -1:
        while place != -1:
            path.append(place)
            place = left[place]
        place = path.pop()
        order.append(place)
        place = right[place]
    return order
