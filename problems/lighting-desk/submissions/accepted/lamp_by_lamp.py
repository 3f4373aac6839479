"""For each lamp, counts what touches it; an odd number calls for a press."""


def presses(lamps, start, cues, wanted):
    pictures = [start, wanted, *cues]
    if max(pictures) >= 1 << lamps:
        raise ValueError("a lamp does not exist")
    return sum(sum(picture >> lamp & 1 for picture in pictures) % 2 for lamp in range(lamps))
