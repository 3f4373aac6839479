"""Misconception: all visits that overlap a visit are there at the same time."""


def busiest(visits):
    best = [0, 0]
    for enter, leave in sorted(visits):
        others = [other for other in visits if other[0] < leave and enter < other[1]]
        if len(others) > best[0]:
            best = [len(others), max(other[0] for other in others)]
    return best
