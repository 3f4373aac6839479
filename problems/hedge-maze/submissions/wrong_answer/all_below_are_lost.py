"""Misconception: everything behind a lost bench is lost as well."""

from math import inf


def lost_benches(entrance):
    def size(bench):
        return 1 + size(bench.left) + size(bench.right) if bench else 0

    def lost(bench, low, high):
        if bench is None:
            return 0
        if not low < bench.val < high:
            return size(bench)
        return lost(bench.left, low, bench.val) + lost(bench.right, bench.val, high)

    return lost(entrance, -inf, inf)
