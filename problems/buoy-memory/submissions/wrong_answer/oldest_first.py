"""Misconception: recent readings are returned in the order in which they were stored."""

from collections import deque


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.kept = deque(maxlen=places)

    def store(self, reading):
        gone = self.kept[0] if len(self.kept) == self.kept.maxlen else None
        self.kept.append(reading)
        return gone

    def discard(self):
        return self.kept.pop() if self.kept else None

    def recent(self, count):
        return list(self.kept)[-count:] if count else []
