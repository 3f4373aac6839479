"""Swings the gates one by one for every subset of the levers."""


def fewest_pulls(gates, levers):
    best = -1
    for subset in range(2 ** len(levers)):
        shut = [gate == "S" for gate in gates]
        chosen = [lever for i, lever in enumerate(levers) if subset >> i & 1]
        for lever in chosen:
            for gate in lever:
                shut[gate] = not shut[gate]
        if all(shut) and (best == -1 or len(chosen) < best):
            best = len(chosen)
    return best
