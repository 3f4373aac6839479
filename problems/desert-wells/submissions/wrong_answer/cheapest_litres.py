"""Misconception: all missing litres can be bought where they are cheapest; the skins have no limit."""

from itertools import pairwise


def cheapest_crossing(goal, skins, wells):
    stops = [0, *sorted(km for km, _ in wells), goal]
    if any(after - before > skins for before, after in pairwise(stops)):
        return -1
    missing, cost = max(0, goal - skins), 0
    for _, price in sorted(wells, key=lambda well: well[1]):
        bought = min(missing, skins)
        cost += bought * price
        missing -= bought
    return cost
