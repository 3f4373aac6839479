"""One plain list in the order of adding, searched at each call."""


class JobDesk:
    def __init__(self):
        self.now = 0
        self.jobs = []

    def _ready(self):
        return [entry for entry in self.jobs if entry[2] <= self.now]

    def add(self, job, priority, delay):
        if any(entry[0] == job for entry in self.jobs):
            return False
        self.jobs.append((job, priority, self.now + delay))
        return True

    def cancel(self, job):
        before = len(self.jobs)
        self.jobs = [entry for entry in self.jobs if entry[0] != job]
        return len(self.jobs) < before

    def pass_time(self, seconds):
        self.now += seconds
        return len(self._ready())

    def take(self):
        ready = self._ready()
        if not ready:
            return None
        ready.sort(key=lambda entry: entry[2])
        ready.sort(key=lambda entry: entry[1], reverse=True)
        self.jobs.remove(ready[0])
        return ready[0][0]
