"""Takes the fairest matches one by one from a heap: k steps, for k in the millions."""

from bisect import bisect_left
from heapq import heapify, heappop, heapreplace


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    away = sorted(away)
    heap = []  # (gap, home rating, index in away, direction)
    for rating in home:
        split = bisect_left(away, rating)
        if split > 0:
            heap.append((rating - away[split - 1], rating, split - 1, -1))
        if split < len(away):
            heap.append((away[split] - rating, rating, split, 1))
    heapify(heap)
    for _ in range(k - 1):
        _, rating, index, direction = heap[0]
        index += direction
        if 0 <= index < len(away):
            heapreplace(heap, (abs(away[index] - rating), rating, index, direction))
        else:
            heappop(heap)
    return heap[0][0]
