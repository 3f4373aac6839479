"""Misconception: two lists of the same pieces always belong to a mobile."""


def hang_again(by_rows, from_left):
    if sorted(by_rows) != sorted(from_left):
        raise ValueError("different pieces")
    if not by_rows:
        return None
    i = from_left.index(by_rows[0])
    left, right = set(from_left[:i]), set(from_left[i + 1 :])
    return TreeNode(
        by_rows[0],
        hang_again([number for number in by_rows if number in left], from_left[:i]),
        hang_again([number for number in by_rows if number in right], from_left[i + 1 :]),
    )
