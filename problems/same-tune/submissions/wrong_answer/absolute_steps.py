"""Misconception: only the size of each step matters, not whether it goes up or down."""

from itertools import pairwise


def same_tunes(melodies):
    groups = {}
    for position, melody in enumerate(melodies):
        tune = tuple(abs(b - a) for a, b in pairwise(melody))
        groups.setdefault(tune, []).append(position)
    return list(groups.values())
