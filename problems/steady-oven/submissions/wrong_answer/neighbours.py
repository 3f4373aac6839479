"""Misconception: it is enough that each reading is near the one before it."""


def longest_steady(temps, swing):
    best, start = [0, 0], 0
    for i in range(len(temps)):
        if i and abs(temps[i] - temps[i - 1]) > swing:
            start = i
        if i - start + 1 > best[1]:
            best = [start, i - start + 1]
    return best
