"""For each bench looks at everything below it: quadratic in a deep maze."""


def lost_benches(entrance):
    def below(bench):
        if bench is not None:
            yield bench
            yield from below(bench.left)
            yield from below(bench.right)

    lost = set()
    for bench in below(entrance):
        lost.update(id(other) for other in below(bench.left) if other.val >= bench.val)
        lost.update(id(other) for other in below(bench.right) if other.val <= bench.val)
    return len(lost)
