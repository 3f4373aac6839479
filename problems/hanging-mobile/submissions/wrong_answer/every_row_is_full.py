"""Misconception: the rows alone tell the mobile, because every row is full up to its last piece."""


def hang_again(by_rows, from_left):
    if set(by_rows) != set(from_left):
        raise ValueError("different pieces")
    pieces = [TreeNode(number) for number in by_rows]
    for i in range(1, len(pieces)):
        setattr(pieces[(i - 1) // 2], "left" if i % 2 else "right", pieces[i])
    return pieces[0] if pieces else None
