"""Misconception: going through the levers once and pulling each that shuts more than it opens will do."""


def fewest_pulls(gates, levers):
    is_open = [gate == "O" for gate in gates]
    pulls = 0
    for lever in sorted(levers, key=len, reverse=True):
        if 2 * sum(is_open[gate] for gate in lever) > len(lever):
            pulls += 1
            for gate in lever:
                is_open[gate] = not is_open[gate]
    return -1 if any(is_open) else pulls
