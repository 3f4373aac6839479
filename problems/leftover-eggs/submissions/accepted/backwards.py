"""From the last day to the first: what later ends leave is counted, what a first day needs is looked up."""

from collections import Counter


def egg_runs(eggs, box, left, days):
    sums = [0] * (len(eggs) + 1)  # eggs from this day to the end
    for day in reversed(range(len(eggs))):
        sums[day] = sums[day + 1] + eggs[day]
    ends = Counter()
    runs = 0
    for first in reversed(range(len(eggs) - days + 1)):
        ends[sums[first + days] % box] += 1
        runs += ends[(sums[first] - left) % box]
    return runs
