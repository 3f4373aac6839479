"""Misconception: the wait begins when the cabin arrives, so the walk is part of it."""


def bus_waits(cabins, buses, walk):
    waits = []
    bus = 0
    for cabin in cabins:
        while bus < len(buses) and buses[bus] < cabin + walk:
            bus += 1
        waits.append(buses[bus] - cabin if bus < len(buses) else -1)
    return waits
