"""Sends all visitors off together: each bench splits the sorted numbers that arrive at it."""

from bisect import bisect_left, bisect_right


def lost_benches(entrance):
    benches = [entrance] if entrance else []
    for bench in benches:
        benches += [next_one for next_one in (bench.left, bench.right) if next_one]
    numbers = sorted({bench.val for bench in benches})
    found, groups = 0, [(entrance, 0, len(numbers))] if entrance else []
    while groups:
        bench, begin, end = groups.pop()
        smaller = bisect_left(numbers, bench.val, begin, end)
        greater = bisect_right(numbers, bench.val, begin, end)
        found += greater - smaller
        if bench.left and begin < smaller:
            groups.append((bench.left, begin, smaller))
        if bench.right and greater < end:
            groups.append((bench.right, greater, end))
    return len(benches) - found
