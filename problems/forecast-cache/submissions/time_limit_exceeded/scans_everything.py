"""Looks at every value at every call, for stale ones and for the least recently used."""


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime = capacity, lifetime
        self.calls = 0
        self.values, self.stored, self.used = {}, {}, {}

    def remove(self, place):
        del self.values[place], self.stored[place], self.used[place]

    def is_fresh(self, place, now):
        return now < self.stored[place] + self.lifetime

    def drop_stale(self, now):
        self.calls += 1
        for place in [place for place in self.values if not self.is_fresh(place, now)]:
            self.remove(place)

    def put(self, place, degrees, now):
        self.drop_stale(now)
        removed = None
        if place not in self.values and len(self.values) == self.capacity:
            removed = min(self.used, key=lambda other: self.used[other])
            self.remove(removed)
        self.values[place], self.stored[place], self.used[place] = degrees, now, self.calls
        return removed

    def get(self, place, now):
        self.drop_stale(now)
        if place not in self.values:
            return None
        self.used[place] = self.calls
        return self.values[place]

    def count(self, now):
        self.drop_stale(now)
        return len(self.values)
