"""Misconception: a reading of 0 is as good as none, so that truth tells whether there is one."""

from collections import deque


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.places = places
        self.kept = deque()

    def store(self, reading):
        gone = self.kept.popleft() if len(self.kept) == self.places else None
        self.kept.append(reading)
        return gone or None

    def discard(self):
        return (self.kept.pop() or None) if self.kept else None

    def recent(self, count):
        return list(self.kept)[::-1][:count]
