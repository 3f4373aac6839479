"""Looks up the first bus for each cabin by binary search."""

from bisect import bisect_left


def bus_waits(cabins, buses, walk):
    waits = []
    for cabin in cabins:
        first = bisect_left(buses, cabin + walk)
        waits.append(buses[first] - cabin - walk if first < len(buses) else -1)
    return waits
