"""Misconception: smaller numbers hang at the left, as in a search tree."""


def hang_again(by_rows, from_left):
    if set(by_rows) != set(from_left):
        raise ValueError("different pieces")
    top = TreeNode(by_rows[0]) if by_rows else None
    for number in by_rows[1:]:
        place = top
        while place.val != number:
            side = "left" if number < place.val else "right"
            if getattr(place, side) is None:
                setattr(place, side, TreeNode(number))
            place = getattr(place, side)
    return top
