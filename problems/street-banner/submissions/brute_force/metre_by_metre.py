"""Cuts the street into metres and tries every banner from one metre to another."""


def largest_banner(houses, roll):
    metres = [height for width, height in houses for _ in range(width)]
    largest = 0
    for left in range(len(metres)):
        lowest = metres[left]
        for right in range(left, min(left + roll, len(metres))):
            lowest = min(lowest, metres[right])
            largest = max(largest, (right - left + 1) * lowest)
    return largest
