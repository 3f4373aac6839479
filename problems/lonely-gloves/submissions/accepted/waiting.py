"""Gloves wait on a pile of their own kind until a partner comes."""

from collections import Counter


def unpaired(gloves):
    waiting = Counter()
    for glove in gloves:
        partner = glove[:-1] + ("R" if glove[-1] == "L" else "L")
        if waiting[partner]:
            waiting[partner] -= 1
        else:
            waiting[glove] += 1
    return list(waiting.elements())
