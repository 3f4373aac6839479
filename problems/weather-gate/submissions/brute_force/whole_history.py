"""Keeps every granted request for good, counts through all of them, and tries one second after the other."""


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.history = []

    def allow(self, client, now):
        if self._open(client, now):
            self.history.append((client, now))
            return True
        return False

    def seconds_to_wait(self, client, now):
        seconds = 0
        while not self._open(client, now + seconds):
            seconds += 1
        return seconds

    def _open(self, client, now):
        counting = [t for name, t in self.history if name == client and t <= now < t + self.window]
        return len(counting) < self.limit
