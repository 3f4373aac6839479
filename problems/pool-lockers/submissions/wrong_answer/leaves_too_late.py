"""Misconception: the locker is still taken in the minute of leaving."""


def busiest(visits):
    change = [0] * 1442
    for enter, leave in visits:
        change[enter] += 1
        change[leave + 1] -= 1
    best, used = [0, 0], 0
    for minute, step in enumerate(change):
        used += step
        if used > best[0]:
            best = [used, minute]
    return best
