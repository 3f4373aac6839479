"""New candles never get lighter, so two sorted queues are enough after one sort."""

from collections import deque


def melt(ends, enough):
    old, new = deque(sorted(ends)), deque()

    def lightest():
        if not new or (old and old[0] <= new[0]):
            return old
        return new

    while len(old) + len(new) > 1 and lightest()[0] < enough:
        first = lightest().popleft()
        second = lightest().popleft()
        new.append(first + second - 1)
    return sorted([*old, *new])
