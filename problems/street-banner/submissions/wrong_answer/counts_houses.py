"""Misconception: the width of a stretch is its number of houses."""


def largest_banner(houses, roll):
    largest = 0
    growing = []  # pairs of left end and height
    for x, (_, height) in enumerate([*houses, [1, 0]]):
        left = x
        while growing and growing[-1][1] >= height:
            left, ended = growing.pop()
            largest = max(largest, min(roll, x - left) * ended)
        growing.append((left, height))
    return largest
