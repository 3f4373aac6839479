"""Misconception: any two gloves of a colour make a pair, whichever hands they are for."""


def unpaired(gloves):
    single = {}
    for glove in gloves:
        colour = glove[:-2]
        if colour in single:
            del single[colour]
        else:
            single[colour] = glove
    return list(single.values())
