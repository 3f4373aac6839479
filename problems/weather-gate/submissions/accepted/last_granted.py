"""Only the limit-th last granted request matters: the gate is open once that one has stopped counting."""


class Gate:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.granted = {}

    def allow(self, client, now):
        if self.seconds_to_wait(client, now):
            return False
        times, position = self.granted.setdefault(client, ([None] * self.limit, [0]))
        times[position[0]] = now
        position[0] = (position[0] + 1) % self.limit
        return True

    def seconds_to_wait(self, client, now):
        if client not in self.granted:
            return 0
        times, position = self.granted[client]
        decisive = times[position[0]]
        return 0 if decisive is None else max(0, decisive + self.window - now)
