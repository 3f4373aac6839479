"""Lets the clock tick second by second and looks at every job each time."""


class JobDesk:
    def __init__(self):
        self.number = 0
        self.waiting = {}
        self.ready = {}
        self.now = 0

    def add(self, job, priority, delay):
        if job in self.waiting or job in self.ready:
            return False
        self.number += 1
        if delay:
            self.waiting[job] = [delay, priority, self.number]
        else:
            self.ready[job] = (-priority, self.now, self.number)
        return True

    def cancel(self, job):
        return self.waiting.pop(job, None) is not None or self.ready.pop(job, None) is not None

    def pass_time(self, seconds):
        for _ in range(seconds):
            self.now += 1
            for job, entry in list(self.waiting.items()):
                entry[0] -= 1
                if entry[0] == 0:
                    self.ready[job] = (-entry[1], self.now, entry[2])
                    del self.waiting[job]
        return len(self.ready)

    def take(self):
        if not self.ready:
            return None
        job = min(self.ready, key=self.ready.get)
        del self.ready[job]
        return job
