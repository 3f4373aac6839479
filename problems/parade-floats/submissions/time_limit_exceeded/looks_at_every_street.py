"""Looks at every street for every float: quadratic with many streets."""


def line_up(streets, rest):
    heads = list(streets)
    back = [1] * len(heads)
    before_first = last = ListNode(0)
    turn = 1
    while any(heads):
        turn = max(turn, min(back[index] for index, head in enumerate(heads) if head))
        chosen = None
        for index, head in enumerate(heads):
            if head and back[index] <= turn and (chosen is None or head.val < heads[chosen].val):
                chosen = index
        last.next = last = heads[chosen]
        heads[chosen] = last.next
        back[chosen] = turn + rest + 1
        turn += 1
    last.next = None
    return before_first.next
