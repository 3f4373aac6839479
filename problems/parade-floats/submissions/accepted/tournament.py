"""A tournament tree over the streets holds the smallest number; a street that rests plays with no number."""


def line_up(streets, rest):
    size = 1
    while size < len(streets):
        size *= 2
    nobody = (float("inf"), -1)
    heads = list(streets)
    tree = [nobody] * (2 * size)

    def play(index, entry):
        place = size + index
        tree[place] = entry
        while place > 1:
            place //= 2
            tree[place] = min(tree[2 * place], tree[2 * place + 1])

    back = []  # (turn, street), in the order of the turns
    seen = 0
    for index, head in enumerate(heads):
        if head:
            play(index, (head.val, index))
    values, turn = [], 1
    while tree[1] != nobody or seen < len(back):
        if tree[1] == nobody:
            turn = max(turn, back[seen][0])
        while seen < len(back) and back[seen][0] <= turn:
            index = back[seen][1]
            play(index, (heads[index].val, index))
            seen += 1
        value, index = tree[1]
        values.append(value)
        play(index, nobody)
        heads[index] = heads[index].next
        if heads[index]:
            back.append((turn + rest + 1, index))
        turn += 1
    parade = None
    for value in reversed(values):
        parade = ListNode(value, parade)
    return parade
