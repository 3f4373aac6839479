"""Dijkstra over place and charge that looks through all open states for the earliest one."""


def fastest_trip(places, roads, stations, battery, swap):
    best = {(0, battery): 0}
    done = set()
    while True:
        earliest = None
        for state, minute in best.items():
            if state not in done and (earliest is None or minute < best[earliest]):
                earliest = state
        if earliest is None:
            return -1
        place, charge = earliest
        if place == places - 1:
            return best[earliest]
        done.add(earliest)
        moves = [
            (best[earliest] + minutes, (end, min(battery, charge - units)))
            for start, end, minutes, units in roads
            if start == place and units <= charge
        ]
        if place in stations:
            moves.append((best[earliest] + swap, (place, battery)))
        for minute, state in moves:
            if minute < best.get(state, minute + 1):
                best[state] = minute
