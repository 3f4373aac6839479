"""Misconception: sorted by entry, it is enough to compare each visit with the one before it."""


def busiest(visits):
    best, run, before = [0, 0], 0, None
    for enter, leave in sorted(visits):
        run = run + 1 if before is not None and enter < before else 1
        before = leave
        if run > best[0]:
            best = [run, enter]
    return best
