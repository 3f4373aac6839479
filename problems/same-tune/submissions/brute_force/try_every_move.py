"""Moves a melody by every possible number of keys and looks whether it becomes a group's first one."""


def same_tunes(melodies):
    groups = []
    for position, melody in enumerate(melodies):
        moved = [[note + keys for note in melody] for keys in range(-88, 89)]
        for group in groups:
            if melodies[group[0]] in moved:
                group.append(position)
                break
        else:
            groups.append([position])
    return groups
