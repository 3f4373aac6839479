"""Misconception: the lamp in the middle has a partner too, itself, so it counts twice."""


def fold_garland(garland):
    values = []
    while garland:
        values.append(garland.val)
        garland = garland.next
    folded = None
    for place in reversed(range((len(values) + 1) // 2)):
        node = ListNode(values[place] + values[-1 - place])
        node.next = folded
        folded = node
    return folded
