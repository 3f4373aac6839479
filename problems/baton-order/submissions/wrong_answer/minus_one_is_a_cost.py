"""Misconception: -1 in the table is a number like any other, so it even saves a second."""

from math import inf


def fastest_team(seconds, handover):
    n = len(seconds)
    best = [[inf] * n for _ in range(1 << n)]
    for runner in range(n):
        best[1 << runner][runner] = seconds[runner][0]
    for mask in range(1, 1 << n):
        for last in range(n):
            for runner in range(n):
                if not mask >> runner & 1:
                    after = mask | 1 << runner
                    total = best[mask][last] + handover[last][runner] + seconds[runner][mask.bit_count()]
                    best[after][runner] = min(best[after][runner], total)
    return min(best[-1])
