"""Misconception: a long stroke may not begin on an accent either."""


def count_patterns(beats, accents):
    accented = set(accents)
    before, short, long = 0, 1, 0
    for beat in range(1, beats + 1):
        ends_long = before if not accented & {beat - 1, beat} else 0
        before, short, long = short, short + long, ends_long
    return short + long
