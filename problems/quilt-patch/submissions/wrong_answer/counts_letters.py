"""Misconception: all squares of a fabric are one patch, wherever they lie."""

from collections import Counter


def largest_patch(quilt):
    return max(Counter("".join(quilt)).values(), default=0)
