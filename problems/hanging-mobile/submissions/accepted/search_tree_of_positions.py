"""With positions in from_left as keys it is a search tree: insert row by row, then compare the rows."""


def hang_again(by_rows, from_left):
    if len(by_rows) != len(from_left) or set(by_rows) != set(from_left):
        raise ValueError("different pieces")
    if not by_rows:
        return None
    key = {number: i for i, number in enumerate(from_left)}
    top = TreeNode(by_rows[0])
    for number in by_rows[1:]:
        place = top
        while True:
            side = "left" if key[number] < key[place.val] else "right"
            if getattr(place, side) is None:
                setattr(place, side, TreeNode(number))
                break
            place = getattr(place, side)
    rows = [top]
    for piece in rows:
        rows += [below for below in (piece.left, piece.right) if below]
    if [piece.val for piece in rows] != by_rows:
        raise ValueError("no mobile has these rows")
    return top
