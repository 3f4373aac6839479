"""Misconception: counting begins with a group that turns."""


def turn_groups(head, size):
    nodes = []
    while head:
        nodes.append(head)
        head = head.next
    line = []
    for start in range(0, len(nodes), 2 * size):
        line += reversed(nodes[start : start + size])
        line += nodes[start + size : start + 2 * size]
    for node in reversed(line):
        node.next = head
        head = node
    return head
