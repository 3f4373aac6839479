"""Misconception: once a word is complete, the walk along this path is over."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])
    root, found = {}, set()
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node["word"] = word

    def visit(row, column, node, used):
        if not 0 <= row < height or (row, column) in used or rows[row][column] not in node:
            return
        node = node[rows[row][column]]
        if "word" in node:
            found.add(node["word"])
            return
        used = used | {(row, column)}
        for step in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            visit(step[0], step[1] % width, node, used)

    for row in range(height):
        for column in range(width):
            visit(row, column, root, frozenset())
    return list(found)
