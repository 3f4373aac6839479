"""Misconception: runners are assigned to legs first, and the handovers of that order are added."""

from functools import cache


def fastest_team(seconds, handover):
    n = len(seconds)

    @cache
    def rest(mask):
        leg = mask.bit_count()
        if leg == n:
            return 0, ()
        options = []
        for runner in range(n):
            if not mask >> runner & 1:
                total, order = rest(mask | 1 << runner)
                options.append((total + seconds[runner][leg], (runner, *order)))
        return min(options)

    total, order = rest(0)
    handovers = [handover[order[i - 1]][order[i]] for i in range(1, n)]
    return -1 if -1 in handovers else total + sum(handovers)
