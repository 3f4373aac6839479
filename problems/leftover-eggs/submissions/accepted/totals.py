"""Counts the totals seen by their remainder; a total joins when it is far enough back."""


def egg_runs(eggs, box, left, days):
    totals = [0]
    for count in eggs:
        totals.append((totals[-1] + count) % box)
    seen = {}
    runs = 0
    for last in range(days, len(totals)):
        joins = totals[last - days]
        seen[joins] = seen.get(joins, 0) + 1
        runs += seen.get((totals[last] - left) % box, 0)
    return runs
