"""Misconception: the earliest arrival at a place is the best one, whatever charge is left."""

from heapq import heappop, heappush


def fastest_trip(places, roads, stations, battery, swap):
    leaving = [[] for _ in range(places)]
    for start, end, minutes, units in roads:
        leaving[start].append((end, minutes, units))
    can_swap = set(stations)

    best = {0: 0}
    heap = [(0, 0, battery)]
    while heap:
        minute, place, charge = heappop(heap)
        if place == places - 1:
            return minute
        if minute > best[place]:
            continue
        moves = [
            (minute + minutes, end, min(battery, charge - units))
            for end, minutes, units in leaving[place]
            if units <= charge
        ]
        if place in can_swap:
            moves += [
                (minute + swap + minutes, end, min(battery, battery - units))
                for end, minutes, units in leaving[place]
                if units <= battery
            ]
        for move in moves:
            later, end, _ = move
            if later < best.get(end, later + 1):
                best[end] = later
                heappush(heap, move)
    return -1
