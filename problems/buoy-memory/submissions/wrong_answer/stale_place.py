"""Misconception: whatever lies in the place of the next reading has to go, even if it was discarded."""


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.readings = [None] * places
        self.newest = -1
        self.kept = 0

    def store(self, reading):
        self.newest = (self.newest + 1) % len(self.readings)
        gone = self.readings[self.newest]
        self.readings[self.newest] = reading
        self.kept = min(self.kept + 1, len(self.readings))
        return gone

    def discard(self):
        if self.kept == 0:
            return None
        reading = self.readings[self.newest]
        self.newest = (self.newest - 1) % len(self.readings)
        self.kept -= 1
        return reading

    def recent(self, count):
        return [self.readings[self.newest - back] for back in range(min(count, self.kept))]
