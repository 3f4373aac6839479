"""Misconception: a stone may be used again, so ways can be counted in a table."""


def crossings(stones, song):
    rows, columns = len(stones), len(stones[0])
    ways = {(0, column): 1 for column in range(columns) if stones[0][column] == song[0]}
    for letter in song[1:]:
        longer = {}
        for (r, c), count in ways.items():
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                inside = 0 <= near[0] < rows and 0 <= near[1] < columns
                if inside and stones[near[0]][near[1]] == letter:
                    longer[near] = longer.get(near, 0) + count
        ways = longer
    return sum(count for (row, _), count in ways.items() if row == rows - 1)
