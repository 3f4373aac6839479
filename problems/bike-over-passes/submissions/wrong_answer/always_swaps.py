"""Misconception: whoever comes to a station swaps the battery."""

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
            (minute + minutes + swap, end, battery)
            if end in can_swap and end != places - 1
            else (minute + minutes, end, min(battery, charge - units))
            for end, minutes, units in leaving[place]
            if units <= charge
        ]
        for move in moves:
            later, *state = move
            state = tuple(state)
            if later < best.get(state, later + 1):
                best[state] = later
                heappush(heap, move)
    return -1
