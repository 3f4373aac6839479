"""Each melody is written as if it began on key 0; equal tuples are the same tune."""


def same_tunes(melodies):
    groups = {}
    for position, melody in enumerate(melodies):
        tune = tuple(note - melody[0] for note in melody)
        groups.setdefault(tune, []).append(position)
    return list(groups.values())
