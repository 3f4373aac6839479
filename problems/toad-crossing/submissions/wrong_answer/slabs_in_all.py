"""Misconception: the stamina is for all slabs of the way together; grass gives nothing back."""

from collections import deque


def fewest_hops(garden, stamina):
    place = {letter: (r, c) for r, row in enumerate(garden) for c, letter in enumerate(row)}
    start = (*place["T"], 0)
    queue, hops = deque([start]), {start: 0}
    while queue:
        state = queue.popleft()
        row, column, dry = state
        if garden[row][column] == "P":
            return hops[state]
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < len(garden) and 0 <= c < len(garden[0]) and garden[r][c] != "#":
                after = (r, c, dry + (garden[r][c] == "o"))
                if after[2] <= stamina and after not in hops:
                    hops[after] = hops[state] + 1
                    queue.append(after)
    return -1
