"""Misconception: only a drop can be too deep; a passage that climbs is always fine."""


def longest_walk(cave, step):
    best = 0

    def arm(node):
        nonlocal best
        lengths = [0, 0]
        for side, child in enumerate((node.left, node.right)):
            if child:
                below = arm(child)
                if node.val - child.val <= step:
                    lengths[side] = below
        best = max(best, 1 + sum(lengths))
        return 1 + max(lengths)

    if cave:
        arm(cave)
    return best
