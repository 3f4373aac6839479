"""Carries out every cue on a row of lamps, read digit by digit from the binary text."""


def presses(lamps, start, cues, wanted):
    row = _row(lamps, start)
    for cue in cues:
        for lamp, touched in enumerate(_row(lamps, cue)):
            if touched:
                row[lamp] = not row[lamp]
    return sum(here != there for here, there in zip(row, _row(lamps, wanted), strict=True))


def _row(lamps, picture):
    digits = format(picture, "b").zfill(lamps)
    if len(digits) > lamps:
        raise ValueError("a lamp does not exist")
    return [digit == "1" for digit in reversed(digits)]
