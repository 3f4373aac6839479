"""Misconception: a path may come back to a tile that it has used."""


def words_around(rows, words):
    height, width = len(rows), len(rows[0])
    found = []
    for word in words:
        ends = {(r, c) for r in range(height) for c in range(width) if rows[r][c] == word[0]}
        for letter in word[1:]:
            near = set()
            for row, column in ends:
                near |= {(row - 1, column), (row + 1, column)}
                near |= {(row, (column - 1) % width), (row, (column + 1) % width)}
            ends = {(r, c) for r, c in near if 0 <= r < height and rows[r][c] == letter}
        if ends:
            found.append(word)
    return found
