"""Misconception: on each leg the runner who adds least comes next, from the best start."""


def fastest_team(seconds, handover):
    n = len(seconds)
    times = []
    for first in range(n):
        order, total = [first], seconds[first][0]
        for leg in range(1, n):
            costs = [
                (handover[order[-1]][runner] + seconds[runner][leg], runner)
                for runner in range(n)
                if runner not in order and handover[order[-1]][runner] >= 0
            ]
            if not costs:
                break
            total += min(costs)[0]
            order.append(min(costs)[1])
        else:
            times.append(total)
    return min(times, default=-1)
