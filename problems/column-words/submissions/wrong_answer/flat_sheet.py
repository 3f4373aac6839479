"""Misconception: the sheet is flat, so a path ends at its left and right edge."""


def words_around(rows, words):
    def visit(row, column, rest, used):
        if not (0 <= row < len(rows) and 0 <= column < len(rows[0])) or (row, column) in used:
            return False
        if rows[row][column] != rest[0]:
            return False
        if len(rest) == 1:
            return True
        steps = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
        return any(visit(*step, rest[1:], used | {(row, column)}) for step in steps)

    starts = [(row, column) for row in range(len(rows)) for column in range(len(rows[0]))]
    return [word for word in words if any(visit(*start, word, frozenset()) for start in starts)]
