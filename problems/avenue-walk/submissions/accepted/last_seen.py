"""Remembers where each kind was last seen, in that order; the one unseen for longest leaves first."""


def longest_walk(trees, kinds):
    last_seen = {}  # the kinds of the walk, the one unseen for longest first
    best = [0, 0]
    left = 0
    for right, tree in enumerate(trees):
        last_seen.pop(tree, None)
        last_seen[tree] = right
        if len(last_seen) > kinds:
            oldest = next(iter(last_seen))
            left = last_seen.pop(oldest) + 1
        if right - left + 1 > best[1]:
            best = [left, right - left + 1]
    return best
