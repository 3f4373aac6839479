"""Walks on from every start as far as it goes: quadratic when the walks are long."""


def longest_walk(trees, kinds):
    best = [0, 0]
    for start in range(len(trees)):
        met = set()
        length = 0
        for tree in trees[start:]:
            met.add(tree)
            if len(met) > kinds:
                break
            length += 1
        if length > best[1]:
            best = [start, length]
    return best
