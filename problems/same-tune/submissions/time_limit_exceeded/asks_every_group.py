"""Compares each melody with the first one of every group: quadratic when there are many tunes."""


def same_tunes(melodies):
    groups = []
    for position, melody in enumerate(melodies):
        for group in groups:
            first = melodies[group[0]]
            moves = {mine - other for mine, other in zip(melody, first)}
            if len(melody) == len(first) and len(moves) == 1:
                group.append(position)
                break
        else:
            groups.append([position])
    return groups
