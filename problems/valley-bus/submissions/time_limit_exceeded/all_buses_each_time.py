"""Goes through all buses again for each cabin: quadratic."""


def bus_waits(cabins, buses, walk):
    waits = []
    for cabin in cabins:
        wait = -1
        for bus in buses:
            left = bus - cabin - walk
            if left >= 0 and (wait < 0 or left < wait):
                wait = left
        waits.append(wait)
    return waits
