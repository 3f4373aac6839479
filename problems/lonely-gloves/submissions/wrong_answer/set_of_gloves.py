"""Misconception: a set is enough, as if there were only one glove of each kind."""


def unpaired(gloves):
    kinds = set(gloves)
    return [g for g in kinds if g[:-1] + ("R" if g[-1] == "L" else "L") not in kinds]
