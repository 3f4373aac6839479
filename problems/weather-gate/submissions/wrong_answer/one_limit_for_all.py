"""Misconception: the limit is for the service as a whole, not for each client."""

from collections import deque


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.granted = deque()

    def allow(self, client, now):
        if self.seconds_to_wait(client, now):
            return False
        self.granted.append(now)
        return True

    def seconds_to_wait(self, client, now):
        while self.granted and self.granted[0] + self.window <= now:
            self.granted.popleft()
        return 0 if len(self.granted) < self.limit else self.granted[0] + self.window - now
