"""The least time for each set of runners and the last of them; the leg is the size of the set."""

from math import inf


def fastest_team(seconds, handover):
    n = len(seconds)
    best = [[inf] * n for _ in range(1 << n)]
    for runner in range(n):
        best[1 << runner][runner] = seconds[runner][0]
    for mask in range(1, (1 << n) - 1):
        leg = mask.bit_count()
        outside = [runner for runner in range(n) if not mask >> runner & 1]
        for last, so_far in enumerate(best[mask]):
            if so_far == inf:
                continue
            for runner in outside:
                if handover[last][runner] >= 0:
                    total = so_far + handover[last][runner] + seconds[runner][leg]
                    if total < best[mask | 1 << runner][runner]:
                        best[mask | 1 << runner][runner] = total
    fastest = min(best[-1])
    return -1 if fastest == inf else fastest
