"""Misconception: the top row meets the bottom row as well."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])

    def visit(row, column, rest, used):
        row, column = row % height, column % width
        if (row, column) in used or rows[row][column] != rest[0]:
            return False
        if len(rest) == 1:
            return True
        steps = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
        return any(visit(*step, rest[1:], used | {(row, column)}) for step in steps)

    starts = [(row, column) for row in range(height) for column in range(width)]
    return [word for word in words if any(visit(*start, word, frozenset()) for start in starts)]
