"""Misconception: coming from the top left, it is enough to spread to the right and down."""


def largest_patch(quilt):
    seen = set()
    largest = 0
    for row, squares in enumerate(quilt):
        for column, fabric in enumerate(squares):
            if (row, column) in seen:
                continue
            seen.add((row, column))
            stack = [(row, column)]
            size = 0
            while stack:
                r, c = stack.pop()
                size += 1
                for near in ((r + 1, c), (r, c + 1)):
                    inside = near[0] < len(quilt) and near[1] < len(squares)
                    if inside and near not in seen and quilt[near[0]][near[1]] == fabric:
                        seen.add(near)
                        stack.append(near)
            largest = max(largest, size)
    return largest
