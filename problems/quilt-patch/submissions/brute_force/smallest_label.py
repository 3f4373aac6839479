"""Numbers all squares and lets neighbours of one fabric agree on the smaller number until nothing moves."""

from collections import Counter


def largest_patch(quilt):
    label = {(r, c): (r, c) for r, row in enumerate(quilt) for c in range(len(row))}
    moved = True
    while moved:
        moved = False
        for r, c in label:
            for near in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if near in label and quilt[near[0]][near[1]] == quilt[r][c] and label[near] < label[r, c]:
                    label[r, c] = label[near]
                    moved = True
    return max(Counter(label.values()).values(), default=0)
