"""Misconception: when a reading does not fit, the next stretch begins with it and all before is lost."""


def longest_steady(temps, swing):
    best, start = [0, 0], 0
    low = high = None
    for i, temp in enumerate(temps):
        low = temp if low is None else min(low, temp)
        high = temp if high is None else max(high, temp)
        if high - low > swing:
            start, low, high = i, temp, temp
        if i - start + 1 > best[1]:
            best = [start, i - start + 1]
    return best
