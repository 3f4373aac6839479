"""Works out the smallest cost for each content of the skins at each stop: wells times skins."""


def cheapest_crossing(goal, skins, wells):
    never = 10**18
    cost = [never] * skins + [0]
    here = 0
    for km, price in [*sorted(wells), (goal, 1000)]:
        leg = min(km - here, skins + 1)
        cost = cost[leg:] + [never] * leg
        for held in range(skins):
            if cost[held] + price < cost[held + 1]:
                cost[held + 1] = cost[held] + price
        here = km
    best = min(cost)
    return -1 if best >= never else best
