"""Misconception: a tile that was tried once for a word need not be tried again on another path."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])

    def readable(word, row, column):
        used = set()

        def visit(row, column, at):
            if not 0 <= row < height or (row, column) in used or rows[row][column] != word[at]:
                return False
            if at == len(word) - 1:
                return True
            used.add((row, column))
            steps = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
            return any(visit(r, c % width, at + 1) for r, c in steps)

        return visit(row, column, 0)

    return [word for word in words if any(readable(word, r, c) for r in range(height) for c in range(width))]
