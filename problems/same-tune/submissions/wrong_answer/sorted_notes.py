"""Misconception: the same steps between the sorted notes make the same tune, so order does not matter."""


def same_tunes(melodies):
    groups = {}
    for position, melody in enumerate(melodies):
        notes = sorted(melody)
        groups.setdefault(tuple(note - notes[0] for note in notes), []).append(position)
    return list(groups.values())
