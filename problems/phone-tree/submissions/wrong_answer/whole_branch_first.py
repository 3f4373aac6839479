"""Misconception: the right person is called when the whole left branch knows, so all calls add up."""


def minutes_until_told(tree):
    if tree is None:
        return 0
    return tree.val + minutes_until_told(tree.left) + minutes_until_told(tree.right)
