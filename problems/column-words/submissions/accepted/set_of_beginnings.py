"""Follows every path as long as what it spells is the beginning of one of the words."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])
    near = {}
    for row in range(height):
        for column in range(width):
            around = {(row, (column - 1) % width), (row, (column + 1) % width)}
            around |= {(other, column) for other in (row - 1, row + 1) if 0 <= other < height}
            near[row, column] = around - {(row, column)}
    wanted = set(words)
    beginnings = {word[:n] for word in words for n in range(1, len(word) + 1)}
    found = set()

    def visit(tile, text, path):
        text += rows[tile[0]][tile[1]]
        if text not in beginnings:
            return
        if text in wanted:
            found.add(text)
        path = path | {tile}
        for other in near[tile] - path:
            visit(other, text, path)

    for tile in near:
        visit(tile, "", frozenset())
    return sorted(found)
