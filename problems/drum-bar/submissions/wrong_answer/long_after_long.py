"""Misconception: any stroke may follow on any other, as in climbing stairs."""


def count_patterns(beats, accents):
    accented = set(accents)
    before, now = 0, 1
    for beat in range(1, beats + 1):
        before, now = now, now + (before if beat not in accented else 0)
    return now
