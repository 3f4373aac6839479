"""Misconception: the shortest length can be dealt with by leaving out the ends before it."""


def egg_runs(eggs, box, left, days):
    seen = {0: 1}
    total = runs = 0
    for day, count in enumerate(eggs, start=1):
        total = (total + count) % box
        if day >= days:
            runs += seen.get((total - left) % box, 0)
        seen[total] = seen.get(total, 0) + 1
    return runs
