"""A heap of what waits and a heap of what is ready; cancelled entries stay until they come to the top."""

from heapq import heappop, heappush


class JobDesk:
    def __init__(self):
        self.now = 0
        self.serial = 0
        self.on_desk = {}  # name: (serial, second at which it gets ready)
        self.waiting = []
        self.ready = []
        self.ready_count = 0

    def add(self, job, priority, delay):
        if job in self.on_desk:
            return False
        self.serial += 1
        self.on_desk[job] = (self.serial, self.now + delay)
        heappush(self.waiting, (self.now + delay, self.serial, priority, job))
        self._collect_ready()
        return True

    def cancel(self, job):
        if job not in self.on_desk:
            return False
        _, ready_at = self.on_desk.pop(job)
        self.ready_count -= ready_at <= self.now
        return True

    def pass_time(self, seconds):
        self.now += seconds
        self._collect_ready()
        return self.ready_count

    def take(self):
        while self.ready:
            _, ready_at, serial, job = heappop(self.ready)
            if self.on_desk.get(job) == (serial, ready_at):
                del self.on_desk[job]
                self.ready_count -= 1
                return job
        return None

    def _collect_ready(self):
        while self.waiting and self.waiting[0][0] <= self.now:
            ready_at, serial, priority, job = heappop(self.waiting)
            if self.on_desk.get(job) == (serial, ready_at):
                heappush(self.ready, (-priority, ready_at, serial, job))
                self.ready_count += 1
