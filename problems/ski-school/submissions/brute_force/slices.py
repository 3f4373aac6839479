"""Puts the nodes into an array, turns slices of it and links all nodes anew."""


def turn_groups(head, size):
    nodes = []
    while head:
        nodes.append(head)
        head = head.next
    line = []
    for number, start in enumerate(range(0, len(nodes), size)):
        group = nodes[start : start + size]
        line += group[::-1] if number % 2 else group
    for node in reversed(line):
        node.next = head
        head = node
    return head
