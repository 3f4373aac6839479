"""Walks forward from every start with running extremes: quadratic when the oven is steady."""


def longest_steady(temps, swing):
    best = [0, 0]
    for start in range(len(temps)):
        low = high = temps[start]
        length = 0
        for temp in temps[start:]:
            low = min(low, temp)
            high = max(high, temp)
            if high - low > swing:
                break
            length += 1
        if length > best[1]:
            best = [start, length]
    return best
