"""Misconception: the arrows inside the group are all there is to change, so what comes behind it is lost."""


def turn_groups(head, size):
    border = _skip(head, size)
    while border and border.next:
        node = border.next
        previous = None
        for _ in range(size):
            if node is None:
                break
            following = node.next
            node.next = previous
            previous, node = node, following
        border.next = previous
        border = _skip(node, size)
    return head


def _skip(node, size):
    """The last node of the group that begins at ``node``, or None where the line is over before that."""
    for _ in range(size - 1):
        if node is None:
            break
        node = node.next
    return node
