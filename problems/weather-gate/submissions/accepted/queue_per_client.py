"""A queue per client holds the times that still count, oldest first."""

from collections import defaultdict, deque


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.granted = defaultdict(deque)

    def allow(self, client, now):
        times = self._counting(client, now)
        if len(times) >= self.limit:
            return False
        times.append(now)
        return True

    def seconds_to_wait(self, client, now):
        times = self._counting(client, now)
        return 0 if len(times) < self.limit else times[0] + self.window - now

    def _counting(self, client, now):
        times = self.granted[client]
        while times and times[0] + self.window <= now:
            times.popleft()
        return times
