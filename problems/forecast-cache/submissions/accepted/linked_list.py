"""A linked list by hand in the order of use, and a queue of expiries whose outdated entries are skipped."""

from collections import deque


class Entry:
    def __init__(self, place):
        self.place, self.degrees, self.until = place, 0, 0
        self.before = self.after = self


class ForecastCache:
    def __init__(self, capacity, lifetime):
        if capacity < 1 or lifetime < 1:
            raise ValueError("capacity and lifetime must be at least 1")
        self.capacity, self.lifetime = capacity, lifetime
        self.entries = {}
        self.expiries = deque()  # (second, entry) in the order of the puts
        self.ring = Entry("")  # after it comes the least recently used entry

    def put(self, place, degrees, now):
        self._drop_stale(now)
        removed = None
        entry = self.entries.get(place)
        if entry is None:
            if len(self.entries) == self.capacity:
                removed = self.ring.after.place
                self._remove(self.ring.after)
            entry = self.entries[place] = Entry(place)
        entry.degrees, entry.until = degrees, now + self.lifetime
        self.expiries.append((entry.until, entry))
        self._use(entry)
        return removed

    def get(self, place, now):
        self._drop_stale(now)
        entry = self.entries.get(place)
        if entry is None:
            return None
        self._use(entry)
        return entry.degrees

    def count(self, now):
        self._drop_stale(now)
        return len(self.entries)

    def _use(self, entry):
        self._unlink(entry)
        entry.before, entry.after = self.ring.before, self.ring
        entry.before.after = entry.after.before = entry

    def _unlink(self, entry):
        entry.before.after, entry.after.before = entry.after, entry.before

    def _remove(self, entry):
        self._unlink(entry)
        del self.entries[entry.place]

    def _drop_stale(self, now):
        while self.expiries and self.expiries[0][0] <= now:
            until, entry = self.expiries.popleft()
            if entry.until == until and self.entries.get(entry.place) is entry:
                self._remove(entry)
