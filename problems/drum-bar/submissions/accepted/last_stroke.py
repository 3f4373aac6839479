"""Counts, beat by beat, the patterns that end short and those that end long."""


def count_patterns(beats, accents):
    accented = set(accents)
    before = 0  # patterns that end short, one beat earlier
    short, long = 1, 0
    for beat in range(1, beats + 1):
        ends_long = before if beat not in accented else 0
        before, short, long = short, short + long, ends_long
    return short + long
