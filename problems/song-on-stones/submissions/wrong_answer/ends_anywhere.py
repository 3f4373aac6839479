"""Misconception: it is enough to have sung the whole song, wherever that ends."""


def crossings(stones, song):
    rows, columns = len(stones), len(stones[0])
    sunk = set()

    def ways(row, column, index):
        if not (0 <= row < rows and 0 <= column < columns):
            return 0
        if stones[row][column] != song[index] or (row, column) in sunk:
            return 0
        remaining = len(song) - 1 - index
        if remaining == 0:
            return 1
        sunk.add((row, column))
        found = (
            ways(row + 1, column, index + 1)
            + ways(row - 1, column, index + 1)
            + ways(row, column + 1, index + 1)
            + ways(row, column - 1, index + 1)
        )
        sunk.remove((row, column))
        return found

    return sum(ways(0, column, 0) for column in range(columns))
