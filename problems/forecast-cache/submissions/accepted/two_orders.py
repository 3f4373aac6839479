"""Two ordered dictionaries: one in the order of use, one in the order of storing."""

from collections import OrderedDict


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity = capacity
        self.lifetime = lifetime
        self.used = OrderedDict()  # place -> degrees, the least recently used in front
        self.stored = OrderedDict()  # place -> second of its put, the oldest in front

    def put(self, place, degrees, now):
        self._drop_stale(now)
        removed = None
        if place not in self.used and len(self.used) == self.capacity:
            removed, _ = self.used.popitem(last=False)
            del self.stored[removed]
        self.used[place] = degrees
        self.stored[place] = now
        self.used.move_to_end(place)
        self.stored.move_to_end(place)
        return removed

    def get(self, place, now):
        self._drop_stale(now)
        if place not in self.used:
            return None
        self.used.move_to_end(place)
        return self.used[place]

    def count(self, now):
        self._drop_stale(now)
        return len(self.used)

    def _drop_stale(self, now):
        while self.stored:
            place, since = next(iter(self.stored.items()))
            if now < since + self.lifetime:
                break
            del self.stored[place]
            del self.used[place]
