"""A queue with two ends: the oldest leaves on the left, a discarded one on the right."""

from collections import deque
from itertools import islice


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.places = places
        self.kept = deque()

    def store(self, reading):
        gone = self.kept.popleft() if len(self.kept) == self.places else None
        self.kept.append(reading)
        return gone

    def discard(self):
        return self.kept.pop() if self.kept else None

    def recent(self, count):
        return list(islice(reversed(self.kept), count))
