"""Misconception: by_rows lists all of the left part before the right one, as a walk in pre-order does."""


def hang_again(by_rows, from_left):
    if set(by_rows) != set(from_left):
        raise ValueError("different pieces")

    def hang(rows, stretch):
        if not rows or rows[0] not in stretch:
            return None
        i = stretch.index(rows[0])
        left, right = stretch[:i], stretch[i + 1 :]
        return TreeNode(rows[0], hang(rows[1 : i + 1], left), hang(rows[i + 1 :], right))

    return hang(by_rows, from_left)
