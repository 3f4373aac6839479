"""Dijkstra by time that goes on from a place only with more charge than on every earlier visit."""

from heapq import heappop, heappush


def fastest_trip(places, roads, stations, battery, swap):
    leaving = [[] for _ in range(places)]
    for start, end, minutes, units in roads:
        leaving[start].append((end, minutes, units))
    for place in stations:
        leaving[place].append((place, swap, -battery))  # a swap is a way downhill to where you are
    most = [-1] * places
    heap = [(0, 0, 0)]  # minute, charge used up, place: of equal minutes the fullest battery first
    while heap:
        minute, used, place = heappop(heap)
        charge = battery - used
        if place == places - 1:
            return minute
        if charge <= most[place]:
            continue
        most[place] = charge
        for end, minutes, units in leaving[place]:
            if units <= charge and min(battery, charge - units) > most[end]:
                heappush(heap, (minute + minutes, max(0, used + units), end))
    return -1
