"""Misconception: the battery must not get empty, so a road needs more than its units."""

from heapq import heappop, heappush


def fastest_trip(places, roads, stations, battery, swap):
    leaving = [[] for _ in range(places)]
    for start, end, minutes, units in roads:
        leaving[start].append((end, minutes, units))
    can_swap = set(stations)

    best = {(0, battery): 0}
    heap = [(0, 0, battery)]
    while heap:
        minute, place, charge = heappop(heap)
        if place == places - 1:
            return minute
        if minute > best[place, charge]:
            continue
        moves = [
            (minute + minutes, end, min(battery, charge - units))
            for end, minutes, units in leaving[place]
            if units < charge
        ]
        if place in can_swap:
            moves.append((minute + swap, place, battery))
        for move in moves:
            later, *state = move
            state = tuple(state)
            if later < best.get(state, later + 1):
                best[state] = later
                heappush(heap, move)
    return -1
