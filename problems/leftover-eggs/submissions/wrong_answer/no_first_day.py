"""Misconception: only days that were seen go into the table, so runs from the first day are missed."""


def egg_runs(eggs, box, left, days):
    totals = []
    total = 0
    for count in eggs:
        total += count
        totals.append(total % box)
    seen = {}
    runs = 0
    for last in range(days, len(totals)):
        joins = totals[last - days]
        seen[joins] = seen.get(joins, 0) + 1
        runs += seen.get((totals[last] - left) % box, 0)
    return runs
