"""Misconception: the longest walk passes through the top chamber."""


def longest_walk(cave, step):
    def arm(node, parent):
        if node is None or (parent and abs(node.val - parent.val) > step):
            return 0
        return 1 + max(arm(node.left, node), arm(node.right, node))

    if cave is None:
        return 0
    return 1 + arm(cave.left, cave) + arm(cave.right, cave)
