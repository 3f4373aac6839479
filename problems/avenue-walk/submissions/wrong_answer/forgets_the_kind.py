"""Misconception: when a tree leaves at the left its kind is gone, though others of it are still there."""


def longest_walk(trees, kinds):
    met = set()
    best = [0, 0]
    left = 0
    for right, tree in enumerate(trees):
        met.add(tree)
        while len(met) > kinds:
            met.discard(trees[left])
            left += 1
        if right - left + 1 > best[1]:
            best = [left, right - left + 1]
    return best
