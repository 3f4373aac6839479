"""For each kilometre and each content of the skins, the smallest cost; buys litre by litre."""


def cheapest_crossing(goal, skins, wells):
    never = float("inf")
    cost = [never] * skins + [0]
    for km in range(goal):
        for at, price in wells:
            if at == km:
                for held in range(skins):
                    cost[held + 1] = min(cost[held + 1], cost[held] + price)
        cost = [*cost[1:], never]
    best = min(cost)
    return -1 if best == never else best
