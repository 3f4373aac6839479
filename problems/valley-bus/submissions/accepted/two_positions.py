"""Walks along both timetables; the position among the buses only ever moves forward."""


def bus_waits(cabins, buses, walk):
    waits = []
    bus = 0
    for cabin in cabins:
        ready = cabin + walk
        while bus < len(buses) and buses[bus] < ready:
            bus += 1
        waits.append(buses[bus] - ready if bus < len(buses) else -1)
    return waits
