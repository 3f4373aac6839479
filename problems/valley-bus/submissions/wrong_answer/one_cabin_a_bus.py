"""Misconception: a bus is used up by the first cabin that takes it."""


def bus_waits(cabins, buses, walk):
    waits = []
    bus = 0
    for cabin in cabins:
        while bus < len(buses) and buses[bus] < cabin + walk:
            bus += 1
        if bus < len(buses):
            waits.append(buses[bus] - cabin - walk)
            bus += 1
        else:
            waits.append(-1)
    return waits
