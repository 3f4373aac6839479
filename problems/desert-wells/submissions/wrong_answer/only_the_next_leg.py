"""Misconception: it is best to buy no more than what lasts to the next well."""


def cheapest_crossing(goal, skins, wells):
    stops = [*sorted(wells), [goal, 0]]
    held, here, cost = skins, 0, 0
    for i, (km, price) in enumerate(stops):
        held -= km - here
        if held < 0:
            return -1
        if i + 1 < len(stops):
            leg = stops[i + 1][0] - km
            if leg > skins:
                return -1
            if leg > held:
                cost += (leg - held) * price
                held = leg
        here = km
    return cost
