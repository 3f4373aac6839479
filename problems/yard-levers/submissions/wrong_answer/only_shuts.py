"""Misconception: a pull shuts all gates of the lever, also those that are shut already."""

from itertools import combinations


def fewest_pulls(gates, levers):
    is_open = {i for i, gate in enumerate(gates) if gate == "O"}
    for pulls in range(min(len(levers), len(is_open)) + 1):
        for chosen in combinations(levers, pulls):
            if is_open <= {gate for lever in chosen for gate in lever}:
                return pulls
    return -1
