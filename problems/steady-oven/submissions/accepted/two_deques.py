"""A window that only moves forward, its extremes at the fronts of two monotonic deques."""

from collections import deque


def longest_steady(temps, swing):
    warmest, coolest = deque(), deque()
    best, left = [0, 0], 0
    for right, temp in enumerate(temps):
        while warmest and temps[warmest[-1]] <= temp:
            warmest.pop()
        while coolest and temps[coolest[-1]] >= temp:
            coolest.pop()
        warmest.append(right)
        coolest.append(right)
        while temps[warmest[0]] - temps[coolest[0]] > swing:
            left += 1
            if warmest[0] < left:
                warmest.popleft()
            if coolest[0] < left:
                coolest.popleft()
        if right - left + 1 > best[1]:
            best = [left, right - left + 1]
    return best
