"""Joins each square with its right and lower neighbour in a union-find; the largest set is the answer."""

from collections import Counter


def largest_patch(quilt):
    parent = {(r, c): (r, c) for r, row in enumerate(quilt) for c in range(len(row))}

    def root(square):
        while parent[square] != square:
            parent[square] = parent[parent[square]]
            square = parent[square]
        return square

    for r, c in parent:
        for near in ((r + 1, c), (r, c + 1)):
            if near in parent and quilt[near[0]][near[1]] == quilt[r][c]:
                parent[root((r, c))] = root(near)
    return max(Counter(map(root, parent)).values(), default=0)
