"""Finds the middle, turns the second half around and adds it to the first in step: constant extra space."""


def fold_garland(garland):
    if garland is None:
        return None
    slow = fast = garland
    while fast.next and fast.next.next:
        slow, fast = slow.next, fast.next.next

    turned, node = None, slow.next
    slow.next = None
    while node:
        node.next, turned, node = turned, node, node.next

    lamp = garland
    while turned:
        lamp.val += turned.val
        lamp, turned = lamp.next, turned.next
    return garland
