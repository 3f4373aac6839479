"""Misconception: what lies behind a passage that is too steep need not be looked at."""


def longest_walk(cave, step):
    best = 0

    def arm(node):
        nonlocal best
        lengths = [0, 0]
        for side, child in enumerate((node.left, node.right)):
            if child and abs(child.val - node.val) <= step:
                lengths[side] = arm(child)
        best = max(best, 1 + sum(lengths))
        return 1 + max(lengths)

    if cave:
        arm(cave)
    return best
