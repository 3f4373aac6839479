"""Each person is told at a moment that is handed down the tree; the latest moment counts."""


def minutes_until_told(tree):
    return latest(tree, tree.val) if tree else 0


def latest(person, told_at):
    """The moment at which the last one of this branch has been told."""
    last = free_at = told_at
    for other in (person.left, person.right):
        if other:
            free_at += other.val
            last = max(last, latest(other, free_at))
    return last
