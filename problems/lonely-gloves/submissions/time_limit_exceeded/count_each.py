"""Counts through the whole box again for every glove: quadratic."""


def unpaired(gloves):
    lonely, done = [], []
    for glove in gloves:
        partner = glove[:-1] + ("R" if glove[-1] == "L" else "L")
        surplus = gloves.count(glove) - gloves.count(partner)
        if surplus > 0 and glove not in done:
            lonely += [glove] * surplus
            done.append(glove)
    return lonely
