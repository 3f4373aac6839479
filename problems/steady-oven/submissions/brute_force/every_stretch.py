"""Tries every start and every end."""


def longest_steady(temps, swing):
    best = [0, 0]
    for start in range(len(temps)):
        for end in range(start + 1, len(temps) + 1):
            stretch = temps[start:end]
            if max(stretch) - min(stretch) <= swing and len(stretch) > best[1]:
                best = [start, len(stretch)]
    return best
