"""Misconception: every request counts, also one that was refused."""

from collections import defaultdict, deque


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.seen = defaultdict(deque)

    def allow(self, client, now):
        times = self._counting(client, now)
        times.append(now)
        return len(times) <= self.limit

    def seconds_to_wait(self, client, now):
        times = self._counting(client, now)
        return 0 if len(times) < self.limit else times[-self.limit] + self.window - now

    def _counting(self, client, now):
        times = self.seen[client]
        while times and times[0] + self.window <= now:
            times.popleft()
        return times
