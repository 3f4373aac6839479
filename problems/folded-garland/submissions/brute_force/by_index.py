"""Copies the values into a list and adds the ends to each other by index."""


def fold_garland(garland):
    values = []
    while garland:
        values.append(garland.val)
        garland = garland.next
    folded = None
    for place in reversed(range((len(values) + 1) // 2)):
        other = len(values) - 1 - place
        bright = values[place] if place == other else values[place] + values[other]
        node = ListNode(bright)
        node.next = folded
        folded = node
    return folded
