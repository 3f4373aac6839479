"""Paints the characters into a grid of spaces, each at its own place."""

DIGITS = "0123456789"


def cell_at(rows, line, column):
    return rows[line][column] if column < len(rows[line]) else ""


def table_lines(rows):
    if len(rows) == 0:
        return []
    for row in rows:
        if len(row) > len(rows[0]):
            raise ValueError("too many cells")
    grid = [[] for _ in range(len(rows) + 1)]
    start = 0
    for column in range(len(rows[0])):
        width, numbers = 0, True
        for line in range(len(rows)):
            cell = cell_at(rows, line, column)
            width = max(width, len(cell))
            if line > 0 and cell != "":
                digits = cell[1:] if cell[0] == "-" else cell
                if digits == "" or any(character not in DIGITS for character in digits):
                    numbers = False
        for painted in grid:
            painted += [" "] * (start + width - len(painted))
        for line in range(len(rows)):
            cell = cell_at(rows, line, column)
            place = start + (width - len(cell) if numbers else 0)
            for offset in range(len(cell)):
                grid[line + (line > 0)][place + offset] = cell[offset]
        for offset in range(width):
            grid[1][start + offset] = "-"
        start += width + 2
    lines = []
    for painted in grid:
        while painted and painted[-1] == " ":
            painted.pop()
        lines.append("".join(painted))
    return lines
