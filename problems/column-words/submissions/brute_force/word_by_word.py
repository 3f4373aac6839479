"""For each word, all sequences of tiles with its letters, checked afterwards for steps and repeats."""


def words_around(rows, words):
    width = len(rows[0])
    tiles = [(row, column) for row in range(len(rows)) for column in range(width)]

    def touch(one, other):
        if one[1] == other[1]:
            return abs(one[0] - other[0]) == 1
        return one[0] == other[0] and abs(one[1] - other[1]) in (1, width - 1)

    def readable(word):
        sequences = [[]]
        for letter in word:
            longer = [
                [*path, tile] for path in sequences for tile in tiles if rows[tile[0]][tile[1]] == letter
            ]
            sequences = [p for p in longer if len(p) < 2 or touch(p[-2], p[-1])]
        return any(len(set(path)) == len(path) for path in sequences)

    return [word for word in words if readable(word)]
