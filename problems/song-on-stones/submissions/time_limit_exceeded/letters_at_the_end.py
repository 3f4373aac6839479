"""Follows every path of the right length from every stone; compares letters and banks only at its end."""


def crossings(stones, song):
    rows, columns = len(stones), len(stones[0])

    def ways(path):
        r, c = path[-1]
        if len(path) == len(song):
            spelled = "".join(stones[row][column] for row, column in path)
            return int(spelled == song and path[0][0] == 0 and r == rows - 1)
        found = 0
        for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= near[0] < rows and 0 <= near[1] < columns and near not in path:
                found += ways([*path, near])
        return found

    return sum(ways([(row, column)]) for row in range(rows) for column in range(columns))
