"""Walks through the maze for each bench, as its visitor does."""


def lost_benches(entrance):
    def arrives(goal):
        bench = entrance
        while bench is not None and bench.val != goal.val:
            bench = bench.left if goal.val < bench.val else bench.right
        return bench is goal

    def benches(bench):
        return [bench, *benches(bench.left), *benches(bench.right)] if bench else []

    return sum(not arrives(bench) for bench in benches(entrance))
