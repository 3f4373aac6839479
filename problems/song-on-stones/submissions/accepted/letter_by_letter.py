"""Holds all ways that spell the song up to a letter, each as a tuple of stones, and extends them together."""


def crossings(stones, song):
    rows, columns = len(stones), len(stones[0])
    paths = [((0, column),) for column in range(columns) if stones[0][column] == song[0]]
    for index, letter in enumerate(song[1:], start=1):
        lowest = rows - (len(song) - index)  # whoever is above can't reach the last row any more
        longer = []
        for path in paths:
            r, c = path[-1]
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                inside = max(0, lowest) <= near[0] < rows and 0 <= near[1] < columns
                if inside and stones[near[0]][near[1]] == letter and near not in path:
                    longer.append((*path, near))
        paths = longer
    return sum(path[-1][0] == rows - 1 for path in paths)
