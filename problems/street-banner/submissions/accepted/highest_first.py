"""Adds the houses from the highest to the lowest; neighbours that are there merge into one stretch."""


def largest_banner(houses, roll):
    left_end = {}  # last house of a stretch -> its first house
    right_end = {}  # first house of a stretch -> its last house
    begins = [0]
    for width, _ in houses:
        begins.append(begins[-1] + width)
    largest = 0
    for place in sorted(range(len(houses)), key=lambda place: -houses[place][1]):
        first = left_end.pop(place - 1, place)
        last = right_end.pop(place + 1, place)
        left_end[last] = first
        right_end[first] = last
        largest = max(largest, min(roll, begins[last + 1] - begins[first]) * houses[place][1])
    return largest
