"""Misconception: both calls of a person begin at the same time, so the longest path counts."""


def minutes_until_told(tree):
    if tree is None:
        return 0
    return tree.val + max(minutes_until_told(tree.left), minutes_until_told(tree.right))
