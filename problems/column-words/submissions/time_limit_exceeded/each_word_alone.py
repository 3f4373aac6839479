"""Searches the sheet for each word anew, though most of them begin alike."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])
    sheet = [list(row) for row in rows]

    def visit(row, column, word, at):
        if sheet[row][column] != word[at]:
            return False
        if at == len(word) - 1:
            return True
        sheet[row][column] = ""
        found = (
            (row > 0 and visit(row - 1, column, word, at + 1))
            or (row + 1 < height and visit(row + 1, column, word, at + 1))
            or visit(row, (column - 1) % width, word, at + 1)
            or visit(row, (column + 1) % width, word, at + 1)
        )
        sheet[row][column] = word[at]
        return found

    tiles = [(row, column) for row in range(height) for column in range(width)]
    return [word for word in words if any(visit(row, column, word, 0) for row, column in tiles)]
