"""Free places wait in a queue, each with its stretch of from_left; the rows are given to them in order."""

from collections import deque


def hang_again(by_rows, from_left):
    index = {number: i for i, number in enumerate(from_left)}
    above_all = TreeNode(0)
    places = deque([(0, len(from_left), above_all, "left")]) if from_left else deque()
    for number in by_rows:
        if not places:
            raise ValueError("a piece without a place")
        begin, end, parent, side = places.popleft()
        i = index.get(number, -1)
        if not begin <= i < end:
            raise ValueError("a piece that belongs elsewhere")
        piece = TreeNode(number)
        setattr(parent, side, piece)
        if begin < i:
            places.append((begin, i, piece, "left"))
        if i + 1 < end:
            places.append((i + 1, end, piece, "right"))
    if places:
        raise ValueError("a place without a piece")
    return above_all.left
