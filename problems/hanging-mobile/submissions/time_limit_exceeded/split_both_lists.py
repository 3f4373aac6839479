"""Splits both lists at each piece and searches one list for every entry of the other."""


def hang_again(by_rows, from_left):
    if not by_rows and not from_left:
        return None
    if len(by_rows) != len(from_left) or by_rows[0] not in from_left:
        raise ValueError("no mobile fits")
    top = hang(by_rows, from_left)
    rows = [top]
    for piece in rows:
        rows += [below for below in (piece.left, piece.right) if below]
    if [piece.val for piece in rows] != by_rows:
        raise ValueError("no mobile fits")
    return top


def hang(by_rows, from_left):
    if not by_rows or by_rows[0] not in from_left:
        return None
    i = from_left.index(by_rows[0])
    left, right = from_left[:i], from_left[i + 1 :]
    return TreeNode(
        by_rows[0],
        hang([number for number in by_rows if number in left], left),
        hang([number for number in by_rows if number in right], right),
    )
