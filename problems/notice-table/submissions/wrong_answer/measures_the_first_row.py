"""Misconception: a column is as wide as its heading or its first cell, the others will be no longer."""


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
        width = max(map(len, column[:2]))
        numeric = all(is_number(cell) for cell in column[1:] if cell)
        cells = [cell.rjust(width) if numeric else cell.ljust(width) for cell in column]
        columns.append([cells[0], "-" * width, *cells[1:]])
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
