"""Misconception: the answer is read from the fold outwards, as the garland hangs."""


def fold_garland(garland):
    values = []
    while garland:
        values.append(garland.val)
        garland = garland.next
    folded = None
    for place in range((len(values) + 1) // 2):
        other = len(values) - 1 - place
        node = ListNode(values[place] + (values[other] if other != place else 0))
        node.next = folded
        folded = node
    return folded
