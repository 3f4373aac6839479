"""Misconception: the ones in the difference of two numbers tell in how many places they are not the same."""


def presses(lamps, start, cues, wanted):
    picture = start
    for cue in cues:
        picture ^= cue
    if max(start, wanted, *cues, 0) >> lamps:
        raise ValueError("a lamp does not exist")
    return abs(picture - wanted).bit_count()
