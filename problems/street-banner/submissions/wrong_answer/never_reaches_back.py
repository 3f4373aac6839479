"""Misconception: a stretch begins at the house that sets its height, never before it."""


def largest_banner(houses, roll):
    largest = 0
    growing = []  # pairs of left end and height
    x = 0
    for width, height in [*houses, [1, 0]]:
        while growing and growing[-1][1] >= height:
            begin, ended = growing.pop()
            largest = max(largest, min(roll, x - begin) * ended)
        growing.append((x, height))
        x += width
    return largest
