"""Misconception: cabins that get no bus are left out of the answer."""


def bus_waits(cabins, buses, walk):
    waits = []
    bus = 0
    for cabin in cabins:
        while bus < len(buses) and buses[bus] < cabin + walk:
            bus += 1
        if bus == len(buses):
            break
        waits.append(buses[bus] - cabin - walk)
    return waits
