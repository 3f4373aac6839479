"""Within a group that turns, takes the node behind its first one and puts it at the group's front."""


def turn_groups(head, size):
    position = 0
    node = head
    border = None
    while node and node.next:
        position += 1
        if position // size % 2 == 0:
            node = node.next
        elif position % size == 0:
            border = node
            node = node.next
        else:
            moved = node.next
            node.next = moved.next
            moved.next = border.next
            border.next = moved
    return head
