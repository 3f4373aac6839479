"""A fixed array around which the newest reading moves, and a count of what is kept."""


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.readings = [0] * places
        self.newest = -1
        self.kept = 0

    def store(self, reading):
        self.newest = (self.newest + 1) % len(self.readings)
        gone = None
        if self.kept == len(self.readings):
            gone = self.readings[self.newest]
        else:
            self.kept += 1
        self.readings[self.newest] = reading
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
