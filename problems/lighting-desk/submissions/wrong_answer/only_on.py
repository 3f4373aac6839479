"""Misconception: a cue switches lamps on, and what is on stays on (or instead of exclusive or)."""


def presses(lamps, start, cues, wanted):
    if max(start, wanted, *cues, 0) >> lamps:
        raise ValueError("a lamp does not exist")
    picture = start
    for cue in cues:
        picture |= cue
    return (picture ^ wanted).bit_count()
