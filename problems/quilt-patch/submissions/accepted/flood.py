"""Floods each patch once with a stack of its own; a square is marked as soon as it is pushed."""


def largest_patch(quilt):
    seen = set()
    largest = 0
    for row, squares in enumerate(quilt):
        for column in range(len(squares)):
            if (row, column) not in seen:
                largest = max(largest, _flood(quilt, row, column, seen))
    return largest


def _flood(quilt, row, column, seen):
    fabric = quilt[row][column]
    seen.add((row, column))
    stack = [(row, column)]
    size = 0
    while stack:
        r, c = stack.pop()
        size += 1
        for near in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            inside = 0 <= near[0] < len(quilt) and 0 <= near[1] < len(quilt[0])
            if inside and near not in seen and quilt[near[0]][near[1]] == fabric:
                seen.add(near)
                stack.append(near)
    return size
