"""Start, cues and wanted picture are combined by exclusive or; the ones that remain are pressed."""


def presses(lamps, start, cues, wanted):
    different = 0
    for picture in (start, wanted, *cues):
        if picture >> lamps:
            raise ValueError(f"there is no lamp {picture.bit_length() - 1}")
        different ^= picture
    return different.bit_count()
