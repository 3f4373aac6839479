"""Tries every choice of lines to keep in both versions, the largest first, and picks by the rule."""

from itertools import combinations


def changes(old, current):
    for number in range(min(len(old), len(current)), -1, -1):
        lists = []
        for left in combinations(range(len(old)), number):
            for right in combinations(range(len(current)), number):
                if [old[i] for i in left] == [current[j] for j in right]:
                    lists.append(written(old, current, zip(left, right, strict=True)))
        if lists:
            return min(lists, key=lambda marked: ["=-+".index(line[0]) for line in marked])
    raise AssertionError("keeping nothing is always possible")


def written(old, current, kept):
    """Removals first between two kept lines: with the kept lines fixed, no order is earlier by the rule."""
    marked, i, j = [], 0, 0
    for left, right in [*kept, (len(old), len(current))]:
        marked += ["- " + line for line in old[i:left]] + ["+ " + line for line in current[j:right]]
        if left < len(old):
            marked.append("= " + old[left])
        i, j = left + 1, right + 1
    return marked
