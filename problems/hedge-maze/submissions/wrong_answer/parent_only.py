"""Misconception: a bench is found if it stands on the right side of the bench just before it."""


def lost_benches(entrance):
    def lost(bench):
        if bench is None:
            return 0
        here = 0
        if bench.left and bench.left.val >= bench.val:
            here += 1
        if bench.right and bench.right.val <= bench.val:
            here += 1
        return here + lost(bench.left) + lost(bench.right)

    return lost(entrance)
