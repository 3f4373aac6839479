"""Misconception: the first arrival at a place is the best one, so each place is visited once."""

from collections import deque


def fewest_hops(garden, stamina):
    place = {letter: (r, c) for r, row in enumerate(garden) for c, letter in enumerate(row)}
    queue, seen = deque([(*place["T"], 0, 0)]), {place["T"]}
    while queue:
        row, column, dry, hops = queue.popleft()
        if garden[row][column] == "P":
            return hops
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < len(garden) and 0 <= c < len(garden[0]) and garden[r][c] != "#":
                after = dry + 1 if garden[r][c] == "o" else 0
                if after <= stamina and (r, c) not in seen:
                    seen.add((r, c))
                    queue.append((r, c, after, hops + 1))
    return -1
