"""Each chamber reports its longest arm; two arms meet at the highest chamber of a walk."""


def longest_walk(cave, step):
    best = 0

    def arm(node):
        """The most chambers on a walk that begins in ``node`` and only goes down."""
        nonlocal best
        lengths = [0, 0]
        for side, child in enumerate((node.left, node.right)):
            if child is not None:
                length = arm(child)
                if abs(child.val - node.val) <= step:
                    lengths[side] = length
        best = max(best, 1 + sum(lengths))
        return 1 + max(lengths)

    if cave is not None:
        arm(cave)
    return best
