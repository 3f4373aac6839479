"""Misconception: the length of a way is the number of places on it, the start included."""

from collections import deque


def fewest_hops(garden, stamina):
    place = {letter: (r, c) for r, row in enumerate(garden) for c, letter in enumerate(row)}
    start = (*place["T"], 0)
    queue, seen = deque([(start, 1)]), {start}
    while queue:
        (row, column, dry), length = queue.popleft()
        if garden[row][column] == "P":
            return length
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < len(garden) and 0 <= c < len(garden[0]) and garden[r][c] != "#":
                after = (r, c, dry + 1 if garden[r][c] == "o" else 0)
                if after[2] <= stamina and after not in seen:
                    seen.add(after)
                    queue.append((after, length + 1))
    return -1
