"""From each house walks left and right as long as the houses are high enough: quadratic."""


def largest_banner(houses, roll):
    largest = 0
    for place, (width, height) in enumerate(houses):
        left = place - 1
        while left >= 0 and houses[left][1] >= height:
            width += houses[left][0]
            left -= 1
        right = place + 1
        while right < len(houses) and houses[right][1] >= height:
            width += houses[right][0]
            right += 1
        largest = max(largest, min(roll, width) * height)
    return largest
