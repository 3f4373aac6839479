"""Misconception: the last bench passed sets the bound, even where an earlier one was stricter."""

from math import inf


def lost_benches(entrance):
    def lost(bench, low, high):
        if bench is None:
            return 0
        here = 0 if low < bench.val < high else 1
        return here + lost(bench.left, low, bench.val) + lost(bench.right, bench.val, high)

    return lost(entrance, -inf, inf)
