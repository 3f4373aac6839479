"""Lays out one column after the other, then joins them line by line."""


def is_number(cell):
    digits = cell.removeprefix("-")
    return digits.isdecimal() and digits.isascii()


def laid_out(column):
    width = max(map(len, column))
    if all(is_number(cell) for cell in column[1:] if cell):
        cells = [cell.rjust(width) for cell in column]
    else:
        cells = [cell.ljust(width) for cell in column]
    return [cells[0], "-" * width, *cells[1:]]


def table_lines(rows):
    if not rows:
        return []
    count = len(rows[0])
    if any(len(row) > count for row in rows):
        raise ValueError("a row has more cells than the heading")
    filled = [row + [""] * (count - len(row)) for row in rows]
    columns = [laid_out(column) for column in zip(*filled, strict=True)]
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
