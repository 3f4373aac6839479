"""Misconception: going up and down in the same places is enough, however far."""

from itertools import pairwise


def same_tunes(melodies):
    groups = {}
    for position, melody in enumerate(melodies):
        contour = "".join("<" if a < b else ">" if a > b else "=" for a, b in pairwise(melody))
        groups.setdefault(contour, []).append(position)
    return list(groups.values())
