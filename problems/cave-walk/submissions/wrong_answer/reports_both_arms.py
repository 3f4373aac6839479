"""Misconception: a chamber passes both of its arms up to its parent."""


def longest_walk(cave, step):
    best = 0

    def size(node):
        nonlocal best
        total = 1
        for child in (node.left, node.right):
            if child:
                below = size(child)
                if abs(child.val - node.val) <= step:
                    total += below
        best = max(best, total)
        return total

    if cave:
        size(cave)
    return best
