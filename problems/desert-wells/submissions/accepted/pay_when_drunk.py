"""Always takes as much as fits, but pays for a litre only when it is drunk, the cheapest first."""

from collections import deque


def cheapest_crossing(goal, skins, wells):
    water = deque([[0, skins]])  # [price, litres], the cheapest in front
    held = skins
    here = cost = 0
    for km, price in [*sorted(wells), (goal, 0)]:
        leg = km - here
        if leg > held:
            return -1
        held -= leg
        while leg:
            drunk = min(leg, water[0][1])
            cost += drunk * water[0][0]
            leg -= drunk
            water[0][1] -= drunk
            if water[0][1] == 0:
                water.popleft()
        while water and water[-1][0] > price:
            held -= water.pop()[1]
        if held < skins:
            water.append([price, skins - held])
            held = skins
        here = km
    return cost
