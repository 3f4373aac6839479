"""Misconception: the banner covers whole houses, so a stretch wider than the roll is of no use."""


def largest_banner(houses, roll):
    largest = 0
    for first in range(len(houses)):
        width, lowest = 0, houses[first][1]
        for house_width, height in houses[first:]:
            width += house_width
            lowest = min(lowest, height)
            if width > roll:
                break
            largest = max(largest, width * lowest)
    return largest
