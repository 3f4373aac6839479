"""Walks to the last lamp for each place and takes it off: quadratic."""


def fold_garland(garland):
    lamp = garland
    while lamp and lamp.next:
        before = lamp
        while before.next.next:
            before = before.next
        lamp.val += before.next.val
        before.next = None
        lamp = lamp.next
    return garland
