"""Misconception: every lamp has a partner; the one in the middle of an odd garland is dropped."""


def fold_garland(garland):
    values = []
    node = garland
    while node:
        values.append(node.val)
        node = node.next
    half = len(values) // 2
    if half == 0:
        return garland
    lamp = garland
    for place in range(half):
        lamp.val += values[-1 - place]
        if place == half - 1:
            lamp.next = None
        lamp = lamp.next
    return garland
