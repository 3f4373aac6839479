"""Misconception: for each set of runners the fastest order so far is enough, whoever came last."""


def fastest_team(seconds, handover):
    n = len(seconds)
    best = {1 << runner: (seconds[runner][0], runner) for runner in range(n)}
    for mask in range(1, 1 << n):
        if mask not in best:
            continue
        total, last = best[mask]
        for runner in range(n):
            if not mask >> runner & 1 and handover[last][runner] >= 0:
                after = (total + handover[last][runner] + seconds[runner][mask.bit_count()], runner)
                best[mask | 1 << runner] = min(best.get(mask | 1 << runner, after), after)
    return best.get((1 << n) - 1, (-1, 0))[0]
