"""Misconception: a bus that leaves in the minute of arrival at the stop is gone."""


def bus_waits(cabins, buses, walk):
    waits = []
    bus = 0
    for cabin in cabins:
        while bus < len(buses) and buses[bus] <= cabin + walk:
            bus += 1
        waits.append(buses[bus] - cabin - walk if bus < len(buses) else -1)
    return waits
