"""Misconception: the beats are counted from 0."""


def count_patterns(beats, accents):
    accented = set(accents)
    before, short, long = 0, 1, 0
    for beat in range(beats):
        ends_long = before if beat not in accented else 0
        before, short, long = short, short + long, ends_long
    return short + long
