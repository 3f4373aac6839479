"""Misconception: the steps glued together as one text are a safe key; 1 and 11 look like 11 and 1."""

from itertools import pairwise


def same_tunes(melodies):
    groups = {}
    for position, melody in enumerate(melodies):
        tune = "".join(str(b - a) for a, b in pairwise(melody))
        groups.setdefault(tune, []).append(position)
    return list(groups.values())
