"""Misconception: the toad must still have strength left when it leaves the last slab."""

from collections import deque


def fewest_hops(garden, stamina):
    place = {letter: (r, c) for r, row in enumerate(garden) for c, letter in enumerate(row)}
    start = (*place["T"], stamina)
    queue, hops = deque([start]), {start: 0}
    while queue:
        state = queue.popleft()
        row, column, left = state
        if garden[row][column] == "P":
            return hops[state]
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < len(garden) and 0 <= c < len(garden[0]) and garden[r][c] != "#":
                after = (r, c, left - 1 if garden[r][c] == "o" else stamina)
                if (after[2] > 0 or garden[r][c] != "o") and after not in hops:
                    hops[after] = hops[state] + 1
                    queue.append(after)
    return -1
