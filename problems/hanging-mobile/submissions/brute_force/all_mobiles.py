"""Builds every mobile that looks like from_left and takes the one with the right rows."""


def hang_again(by_rows, from_left):
    for top in mobiles(from_left):
        rows = [top] if top else []
        for piece in rows:
            rows += [below for below in (piece.left, piece.right) if below]
        if [piece.val for piece in rows] == by_rows:
            return top
    raise ValueError("no mobile fits")


def mobiles(numbers):
    if not numbers:
        return [None]
    return [
        TreeNode(number, left, right)
        for i, number in enumerate(numbers)
        for left in mobiles(numbers[:i])
        for right in mobiles(numbers[i + 1 :])
    ]
