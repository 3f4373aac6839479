"""Misconception: a long stroke always takes a short one with it, so it can't end the bar."""


def count_patterns(beats, accents):
    accented = set(accents)
    ways = [1] + [0] * beats
    for beat in range(1, beats + 1):
        ways[beat] = ways[beat - 1]
        if beat >= 3 and beat - 1 not in accented:
            ways[beat] += ways[beat - 3]
    return ways[beats]
