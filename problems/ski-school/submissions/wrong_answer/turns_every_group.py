"""Misconception: every group behind the first one turns, not every second."""


def turn_groups(head, size):
    border = _skip(head, size)
    while border and border.next:
        first = node = border.next
        previous = None
        for _ in range(size):
            if node is None:
                break
            following = node.next
            node.next = previous
            previous, node = node, following
        border.next = previous
        first.next = node
        border = first
    return head


def _skip(node, size):
    """The last node of the group that begins at ``node``, or None where the line is over before that."""
    for _ in range(size - 1):
        if node is None:
            break
        node = node.next
    return node
