"""Follows every way that does not repeat a place in the same condition: exponential."""

from math import inf


def fewest_hops(garden, stamina):
    place = {letter: (r, c) for r, row in enumerate(garden) for c, letter in enumerate(row)}
    path, on_path, best = [], set(), inf
    tries = [(*place["T"], 0, False)]
    while tries:
        row, column, dry, leaving = tries.pop()
        if leaving:
            on_path.discard(path.pop())
            continue
        state = (row, column, dry)
        if state in on_path or len(path) >= best:
            continue
        if garden[row][column] == "P":
            best = len(path)
            continue
        path.append(state)
        on_path.add(state)
        tries.append((row, column, dry, True))
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < len(garden) and 0 <= c < len(garden[0]) and garden[r][c] != "#":
                after = dry + 1 if garden[r][c] == "o" else 0
                if after <= stamina:
                    tries.append((r, c, after, False))
    return -1 if best == inf else best
