"""Backtracking through all orders, given up only where the time so far is no better than the best: factorial."""

from math import inf


def fastest_team(seconds, handover):
    n, best = len(seconds), inf

    def run(order, total):
        nonlocal best
        if total >= best:
            return
        if len(order) == n:
            best = total
            return
        for runner in range(n):
            if runner in order or (order and handover[order[-1]][runner] < 0):
                continue
            step = handover[order[-1]][runner] if order else 0
            run([*order, runner], total + step + seconds[runner][len(order)])

    run([], 0)
    return -1 if best == inf else best
