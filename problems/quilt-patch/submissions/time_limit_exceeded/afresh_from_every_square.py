"""Floods anew from every square, though it may lie in a patch that is known already: quadratic."""


def largest_patch(quilt):
    return max((_flood(quilt, r, c) for r, row in enumerate(quilt) for c in range(len(row))), default=0)


def _flood(quilt, row, column):
    seen = {(row, column)}
    stack = [(row, column)]
    while stack:
        r, c = stack.pop()
        for near in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            inside = 0 <= near[0] < len(quilt) and 0 <= near[1] < len(quilt[0])
            if inside and near not in seen and quilt[near[0]][near[1]] == quilt[row][column]:
                seen.add(near)
                stack.append(near)
    return len(seen)
