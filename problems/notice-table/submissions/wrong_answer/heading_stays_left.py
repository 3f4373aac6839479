"""Misconception: only the cells below the heading are aligned to the right, the heading stays on the left."""


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
    for heading, *cells in zip(*filled, strict=True):
        width = max(map(len, [heading, *cells]))
        numeric = all(is_number(cell) for cell in cells if cell)
        cells = [cell.rjust(width) if numeric else cell.ljust(width) for cell in cells]
        columns.append([heading.ljust(width), "-" * width, *cells])
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
