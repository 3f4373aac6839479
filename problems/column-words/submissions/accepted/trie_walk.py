"""Walks over the sheet and down a trie at the same time; words that are found are taken out of it."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])
    sheet = [list(row) for row in rows]
    root = build_trie(words)
    found = []

    def visit(row, column, node):
        letter = sheet[row][column]
        child = node.get(letter)
        if child is None:
            return
        if WORD in child:
            found.append(child.pop(WORD))
        sheet[row][column] = USED
        if row > 0:
            visit(row - 1, column, child)
        if row + 1 < height:
            visit(row + 1, column, child)
        visit(row, (column - 1) % width, child)
        visit(row, (column + 1) % width, child)
        sheet[row][column] = letter
        if not child:
            del node[letter]

    for row in range(height):
        for column in range(width):
            visit(row, column, root)
    return found


WORD = "word"  # key of a trie node at which a word ends
USED = "used"  # stands on the sheet instead of a letter while the path covers the tile


def build_trie(words):
    """Nested dictionaries, one level a letter."""
    root = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[WORD] = word
    return root
