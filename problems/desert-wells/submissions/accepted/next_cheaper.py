"""Buys at each well as much as is needed to get to the next cheaper one, at most to the brim."""


def cheapest_crossing(goal, skins, wells):
    stops = [*sorted(wells), [goal, 0]]
    cheaper = [0] * len(stops)
    later = []
    for i in range(len(stops) - 1, -1, -1):
        while later and stops[later[-1]][1] > stops[i][1]:
            later.pop()
        cheaper[i] = later[-1] if later else i
        later.append(i)
    held, here, cost = skins, 0, 0
    for i, (km, price) in enumerate(stops):
        held -= km - here
        if held < 0:
            return -1
        wanted = min(skins, stops[cheaper[i]][0] - km)
        if wanted > held:
            cost += (wanted - held) * price
            held = wanted
        here = km
    return cost
