"""Improves a table of place and charge road by road until nothing moves any more."""


def fastest_trip(places, roads, stations, battery, swap):
    never = float("inf")
    table = [[never] * (battery + 1) for _ in range(places)]
    table[0][battery] = 0
    moved = True
    while moved:
        moved = False
        for charge in range(battery + 1):
            steps = [
                (start, end, minutes, min(battery, charge - units))
                for start, end, minutes, units in roads
                if units <= charge
            ]
            steps += [(place, place, swap, battery) for place in stations]
            for start, end, minutes, after in steps:
                if table[start][charge] + minutes < table[end][after]:
                    table[end][after] = table[start][charge] + minutes
                    moved = True
    fastest = min(table[places - 1])
    return -1 if fastest == never else fastest
