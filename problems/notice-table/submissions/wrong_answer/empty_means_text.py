"""Misconception: an empty cell is no number, so it makes its column a column of text."""


def is_number(cell):
    return cell.removeprefix("-").isdigit()


def table_lines(rows):
    if not rows:
        return []
    count = len(rows[0])
    if any(len(row) > count for row in rows):
        raise ValueError("a row has more cells than the heading")
    filled = [row + [""] * (count - len(row)) for row in rows]
    columns = []
    for column in zip(*filled, strict=True):
        width = max(map(len, column))
        numeric = len(column) > 1 and all(map(is_number, column[1:]))
        cells = [cell.rjust(width) if numeric else cell.ljust(width) for cell in column]
        columns.append([cells[0], "-" * width, *cells[1:]])
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
