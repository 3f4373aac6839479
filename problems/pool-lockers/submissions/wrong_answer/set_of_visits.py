"""Misconception: the same visit written down twice is a slip of the pen and counts once."""


def busiest(visits):
    distinct = {(enter, leave) for enter, leave in visits}
    best = [0, 0]
    for enter in sorted(enter for enter, _ in distinct):
        used = sum(1 for first, last in distinct if first <= enter < last)
        if used > best[0]:
            best = [used, enter]
    return best
