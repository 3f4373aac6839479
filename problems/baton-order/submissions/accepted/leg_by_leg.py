"""Leg by leg, with a dictionary of the states that can be reached; unreachable ones never appear."""


def fastest_team(seconds, handover):
    n = len(seconds)
    partners = [[b for b in range(n) if handover[a][b] >= 0] for a in range(n)]
    states = {(1 << runner, runner): seconds[runner][0] for runner in range(n)}
    for leg in range(1, n):
        following = {}
        for (mask, last), so_far in states.items():
            for runner in partners[last]:
                bit = 1 << runner
                if not mask & bit:
                    total = so_far + handover[last][runner] + seconds[runner][leg]
                    state = (mask | bit, runner)
                    if state not in following or total < following[state]:
                        following[state] = total
        states = following
    return min(states.values(), default=-1)
