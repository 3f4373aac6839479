"""Misconception: squares that touch at a corner are joined as well."""


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
                for near in [(r + down, c + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]:
                    inside = 0 <= near[0] < len(quilt) and 0 <= near[1] < len(squares)
                    if inside and near not in seen and quilt[near[0]][near[1]] == fabric:
                        seen.add(near)
                        stack.append(near)
            largest = max(largest, size)
    return largest
