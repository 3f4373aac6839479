"""Misconception: a stale value needs to be dropped only when somebody asks for it."""

from collections import OrderedDict


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime, self.entries = capacity, lifetime, OrderedDict()

    def put(self, place, degrees, now):
        removed = None
        if place not in self.entries and len(self.entries) == self.capacity:
            removed, _ = self.entries.popitem(last=False)
        self.entries[place] = (degrees, now)
        self.entries.move_to_end(place)
        return removed

    def get(self, place, now):
        if place not in self.entries:
            return None
        degrees, since = self.entries[place]
        if since + self.lifetime <= now:
            del self.entries[place]
            return None
        self.entries.move_to_end(place)
        return degrees

    def count(self, now):
        return sum(since + self.lifetime > now for _, since in self.entries.values())
