"""Misconception: every stretch is ended by a lower house, so that nothing is left at the end."""


def largest_banner(houses, roll):
    largest = 0
    growing = []  # pairs of left end and height
    x = 0
    for width, height in houses:
        left = x
        while growing and growing[-1][1] >= height:
            left, ended = growing.pop()
            largest = max(largest, min(roll, x - left) * ended)
        growing.append((left, height))
        x += width
    return largest
