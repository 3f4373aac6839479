"""Misconception: a walk goes downward only, from a chamber into one of its branches."""


def longest_walk(cave, step):
    best = 0

    def arm(node):
        nonlocal best
        length = 1
        for child in (node.left, node.right):
            if child:
                below = arm(child)
                if abs(child.val - node.val) <= step:
                    length = max(length, 1 + below)
        best = max(best, length)
        return length

    if cave:
        arm(cave)
    return best
