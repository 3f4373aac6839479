"""Misconception: the song may begin on any stone, as in a word puzzle."""


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
            return int(row == rows - 1)
        sunk.add((row, column))
        found = (
            ways(row + 1, column, index + 1)
            + ways(row - 1, column, index + 1)
            + ways(row, column + 1, index + 1)
            + ways(row, column - 1, index + 1)
        )
        sunk.remove((row, column))
        return found

    return sum(ways(row, column, 0) for row in range(rows) for column in range(columns))
