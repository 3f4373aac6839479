"""Misconception: it is early enough to mark a square when it is popped, so some are counted twice."""


def largest_patch(quilt):
    seen = set()
    largest = 0
    for row, squares in enumerate(quilt):
        for column, fabric in enumerate(squares):
            stack = [(row, column)] if (row, column) not in seen else []
            size = 0
            while stack:
                r, c = stack.pop()
                seen.add((r, c))
                size += 1
                for near in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    inside = 0 <= near[0] < len(quilt) and 0 <= near[1] < len(squares)
                    if inside and near not in seen and quilt[near[0]][near[1]] == fabric:
                        stack.append(near)
            largest = max(largest, size)
    return largest
