"""Takes every arrangement of as many stones as the song has letters and looks whether it is a way."""

from itertools import pairwise, permutations


def crossings(stones, song):
    cells = [(r, c) for r, row in enumerate(stones) for c in range(len(row))]
    return sum(
        path[0][0] == 0
        and path[-1][0] == len(stones) - 1
        and all(stones[r][c] == letter for (r, c), letter in zip(path, song, strict=True))
        and all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in pairwise(path))
        for path in permutations(cells, len(song))
    )
