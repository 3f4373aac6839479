"""Misconception: every reading is compared with the first of the stretch, not with its extremes."""


def longest_steady(temps, swing):
    best = [0, 0]
    start = 0
    for i, temp in enumerate(temps):
        while abs(temp - temps[start]) > swing:
            start += 1
        if i - start + 1 > best[1]:
            best = [start, i - start + 1]
    return best
