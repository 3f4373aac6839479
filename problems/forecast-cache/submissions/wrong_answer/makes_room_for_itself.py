"""Misconception: each put into a full cache needs room, even for a place that is already there."""


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime, self.entries = capacity, lifetime, {}

    def drop_stale(self, now):
        for place in [p for p, (_, since) in self.entries.items() if since + self.lifetime <= now]:
            del self.entries[place]

    def put(self, place, degrees, now):
        self.drop_stale(now)
        removed = None
        if len(self.entries) == self.capacity:
            removed = next(iter(self.entries))
            del self.entries[removed]
        self.entries.pop(place, None)
        self.entries[place] = (degrees, now)
        return removed

    def get(self, place, now):
        self.drop_stale(now)
        if place not in self.entries:
            return None
        self.entries[place] = self.entries.pop(place)
        return self.entries[place][0]

    def count(self, now):
        self.drop_stale(now)
        return len(self.entries)
