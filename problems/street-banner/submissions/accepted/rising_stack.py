"""A stack of stretches that can still grow, their heights rising; a lower house ends the higher ones."""


def largest_banner(houses, roll):
    largest = 0
    growing = []  # pairs of left end and height
    x = 0
    for width, height in [*houses, [1, 0]]:
        left = x
        while growing and growing[-1][1] >= height:
            left, ended = growing.pop()
            largest = max(largest, min(roll, x - left) * ended)
        growing.append((left, height))
        x += width
    return largest
