"""A window with counts: the right end takes in, the left end lets go while there are too many kinds."""


def longest_walk(trees, kinds):
    counts = {}
    best = [0, 0]
    left = 0
    for right, tree in enumerate(trees):
        counts[tree] = counts.get(tree, 0) + 1
        while len(counts) > kinds:
            counts[trees[left]] -= 1
            if counts[trees[left]] == 0:
                del counts[trees[left]]
            left += 1
        if right - left + 1 > best[1]:
            best = [left, right - left + 1]
    return best
