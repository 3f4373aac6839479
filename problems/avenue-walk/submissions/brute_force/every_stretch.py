"""Looks at every stretch, the longest first and from left to right."""


def longest_walk(trees, kinds):
    for length in range(len(trees), 0, -1):
        for start in range(len(trees) - length + 1):
            if len(set(trees[start : start + length])) <= kinds:
                return [start, length]
    return [0, 0]
