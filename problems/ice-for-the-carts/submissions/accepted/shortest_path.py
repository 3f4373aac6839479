"""Dijkstra's algorithm over (carts served on the left, carts served on the right, side)."""

from heapq import heappop, heappush


def least_melted(places, rates, start):
    sides = [[(0, 0)], [(0, 0)]]  # (distance from the start, rate); those at the start lose nothing
    for place, rate in sorted(zip(places, rates, strict=True), key=lambda cart: abs(cart[0] - start)):
        if place != start:
            sides[place > start].append((abs(place - start), rate))
    lefts, rights = sides
    waiting_left = [sum(rate for _, rate in lefts[i + 1 :]) for i in range(len(lefts))]
    waiting_right = [sum(rate for _, rate in rights[i + 1 :]) for i in range(len(rights))]
    heap, done = [(0, 0, 0, 0)], set()
    while heap:
        loss, i, j, side = heappop(heap)
        if (i, j, side) in done:
            continue
        done.add((i, j, side))
        if i == len(lefts) - 1 and j == len(rights) - 1:
            return loss
        here = rights[j][0] if side else -lefts[i][0]
        waiting = waiting_left[i] + waiting_right[j]
        if i + 1 < len(lefts):
            heappush(heap, (loss + (here + lefts[i + 1][0]) * waiting, i + 1, j, 0))
        if j + 1 < len(rights):
            heappush(heap, (loss + (rights[j + 1][0] - here) * waiting, i, j + 1, 1))
    raise AssertionError("every cart can be reached")
