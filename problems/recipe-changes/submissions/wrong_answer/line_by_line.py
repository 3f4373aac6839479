"""Misconception: lines with the same number belong together."""

from itertools import zip_longest


def changes(old, current):
    marked = []
    for before, after in zip_longest(old, current):
        if before == after:
            marked.append("= " + before)
        else:
            marked += ["- " + before] if before is not None else []
            marked += ["+ " + after] if after is not None else []
    return marked
