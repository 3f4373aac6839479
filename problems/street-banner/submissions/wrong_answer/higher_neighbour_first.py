"""Misconception: growing from the highest house towards the higher neighbour passes every best stretch."""


def largest_banner(houses, roll):
    if not houses:
        return 0
    left = right = max(range(len(houses)), key=lambda place: houses[place][1])
    width, lowest = houses[left]
    largest = min(roll, width) * lowest
    while left > 0 or right < len(houses) - 1:
        before = houses[left - 1] if left > 0 else [0, -1]
        after = houses[right + 1] if right < len(houses) - 1 else [0, -1]
        if before[1] >= after[1]:
            grown = before
            left -= 1
        else:
            grown = after
            right += 1
        width += grown[0]
        lowest = min(lowest, grown[1])
        largest = max(largest, min(roll, width) * lowest)
    return largest
