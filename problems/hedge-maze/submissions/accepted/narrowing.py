"""Passes down the open interval of numbers whose visitors arrive at a place."""

from math import inf


def lost_benches(entrance):
    def lost(bench, low, high):
        if bench is None:
            return 0
        here = 0 if low < bench.val < high else 1
        return (
            here + lost(bench.left, low, min(high, bench.val)) + lost(bench.right, max(low, bench.val), high)
        )

    return lost(entrance, -inf, inf)
