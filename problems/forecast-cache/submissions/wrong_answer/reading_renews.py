"""Misconception: whoever reads a value starts its time anew."""

from collections import OrderedDict


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime, self.entries = capacity, lifetime, OrderedDict()

    def drop_stale(self, now):
        while self.entries and next(iter(self.entries.values()))[1] + self.lifetime <= now:
            self.entries.popitem(last=False)

    def put(self, place, degrees, now):
        self.drop_stale(now)
        removed = None
        if place not in self.entries and len(self.entries) == self.capacity:
            removed, _ = self.entries.popitem(last=False)
        self.entries[place] = (degrees, now)
        self.entries.move_to_end(place)
        return removed

    def get(self, place, now):
        self.drop_stale(now)
        if place not in self.entries:
            return None
        degrees, _ = self.entries.pop(place)
        self.entries[place] = (degrees, now)
        return degrees

    def count(self, now):
        self.drop_stale(now)
        return len(self.entries)
