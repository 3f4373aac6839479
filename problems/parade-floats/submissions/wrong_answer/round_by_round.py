"""Misconception: since streets rest, the parade comes in rounds in which each street lets one float go."""


def line_up(streets, rest):
    values = []
    heads = list(streets)
    while any(heads):
        order = sorted((head.val, index) for index, head in enumerate(heads) if head)
        for value, index in order if rest else order[:1]:
            values.append(value)
            heads[index] = heads[index].next
    parade = None
    for value in reversed(values):
        parade = ListNode(value, parade)
    return parade
