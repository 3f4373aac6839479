"""Takes the next waffle that is done out of a heap, one after another: millions of steps."""

from heapq import heapify, heapreplace


def minutes_until_served(irons, orders):
    if orders == 0:
        return 0
    if not irons:
        raise ValueError("without an iron nothing can be baked")
    due = [(iron[0], number, 1) for number, iron in enumerate(irons)]
    heapify(due)
    for _ in range(orders - 1):
        minute, number, baked = due[0]
        bake, row, pause = irons[number]
        rest = pause if baked % row == 0 else 0
        heapreplace(due, (minute + rest + bake, number, baked + 1))
    return due[0][0]
