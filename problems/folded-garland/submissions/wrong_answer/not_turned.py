"""Misconception: the halves lie on each other as they are, the second one is not turned around."""


def fold_garland(garland):
    if garland is None:
        return None
    slow = fast = garland
    while fast.next and fast.next.next:
        slow, fast = slow.next, fast.next.next
    other = slow.next
    slow.next = None
    lamp = garland
    while other:
        lamp.val += other.val
        lamp, other = lamp.next, other.next
    return garland
