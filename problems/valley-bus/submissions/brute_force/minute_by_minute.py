"""Stands at the stop and lets the minutes pass until one is in the timetable."""


def bus_waits(cabins, buses, walk):
    waits = []
    for cabin in cabins:
        wait = 0
        while wait <= 1_000_000 and buses and cabin + walk + wait <= max(buses):
            if cabin + walk + wait in buses:
                break
            wait += 1
        waits.append(wait if cabin + walk + wait in buses else -1)
    return waits
