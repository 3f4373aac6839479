"""Looks through the whole pile for a partner each time."""


def unpaired(gloves):
    lonely = []
    for glove in gloves:
        partner = glove[:-1] + ("R" if glove[-1] == "L" else "L")
        if partner in lonely:
            lonely.remove(partner)
        else:
            lonely.append(glove)
    return lonely
