"""Misconception: at the cheapest well within reach one always fills up to the brim."""


def cheapest_crossing(goal, skins, wells):
    here, held, cost = 0, skins, 0
    ahead = sorted(wells)
    while here + held < goal:
        reachable = [well for well in ahead if here <= well[0] <= here + held]
        if not reachable:
            return -1
        best = min(reachable, key=lambda well: (well[1], -well[0]))
        held -= best[0] - here
        here = best[0]
        if held == skins:
            return -1
        amount = min(skins, goal - here) - held
        cost += amount * best[1]
        held += amount
        ahead = [well for well in ahead if well[0] > here]
    return cost
