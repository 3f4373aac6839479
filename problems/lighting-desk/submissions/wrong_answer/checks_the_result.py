"""Misconception: it is enough to check the picture in the end, though two bad cues cancel each other."""


def presses(lamps, start, cues, wanted):
    different = start ^ wanted
    for cue in cues:
        different ^= cue
    if different >> lamps:
        raise ValueError("a lamp does not exist")
    return different.bit_count()
