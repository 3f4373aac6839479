"""Misconception: the cues can be added to the picture, as if no two touched the same lamp."""


def presses(lamps, start, cues, wanted):
    if max(start, wanted, *cues, 0) >> lamps:
        raise ValueError("a lamp does not exist")
    picture = (start + sum(cues)) % 2**lamps
    return (picture ^ wanted).bit_count()
