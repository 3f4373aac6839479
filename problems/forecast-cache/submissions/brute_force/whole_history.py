"""Keeps plain records and filters all of them at every call."""


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime = capacity, lifetime
        self.records = []  # (place, degrees, second of its put), the least recently used first

    def fresh(self, now):
        return [record for record in self.records if now - record[2] < self.lifetime]

    def put(self, place, degrees, now):
        others = [record for record in self.fresh(now) if record[0] != place]
        removed = None
        if len(others) == self.capacity:
            removed = others.pop(0)[0]
        self.records = [*others, (place, degrees, now)]
        return removed

    def get(self, place, now):
        found = [record for record in self.fresh(now) if record[0] == place]
        self.records = [record for record in self.fresh(now) if record[0] != place] + found
        return found[0][1] if found else None

    def count(self, now):
        return len(self.fresh(now))
