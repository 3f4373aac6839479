"""Misconception: each cell is aligned by what it holds itself, not by its column."""


def table_lines(rows):
    if not rows:
        return []
    count = len(rows[0])
    if any(len(row) > count for row in rows):
        raise ValueError("a row has more cells than the heading")
    filled = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*filled, strict=True)]
    lines = []
    for row in filled:
        cells = []
        for cell, width in zip(row, widths, strict=True):
            cells.append(cell.rjust(width) if cell.removeprefix("-").isdigit() else cell.ljust(width))
        lines.append("  ".join(cells).rstrip())
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
