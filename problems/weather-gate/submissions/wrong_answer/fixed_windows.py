"""Misconception: time is cut into fixed windows and the count starts anew in each."""


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.counts = {}

    def allow(self, client, now):
        key = (client, now // self.window)
        if self.counts.get(key, 0) >= self.limit:
            return False
        self.counts[key] = self.counts.get(key, 0) + 1
        return True

    def seconds_to_wait(self, client, now):
        if self.counts.get((client, now // self.window), 0) < self.limit:
            return 0
        return self.window - now % self.window
