"""Misconception: when a tree is one kind too many, the next walk begins at that tree."""


def longest_walk(trees, kinds):
    best = [0, 0]
    start, met = 0, set()
    for position, tree in enumerate(trees):
        if len(met | {tree}) > kinds:
            start, met = position, set()
        met.add(tree)
        if len(met) <= kinds and position - start + 1 > best[1]:
            best = [start, position - start + 1]
    return best
