"""Misconception: a set of the names on the desk tells which entries are alive, so old ones wake up again."""

from heapq import heappop, heappush


class JobDesk:
    def __init__(self):
        self.now = 0
        self.number = 0
        self.on_desk = set()
        self.waiting = []
        self.ready = []

    def add(self, job, priority, delay):
        if job in self.on_desk:
            return False
        self.on_desk.add(job)
        self.number += 1
        heappush(self.waiting, (self.now + delay, self.number, priority, job))
        self._collect_ready()
        return True

    def cancel(self, job):
        if job not in self.on_desk:
            return False
        self.on_desk.remove(job)
        return True

    def pass_time(self, seconds):
        self.now += seconds
        self._collect_ready()
        return len({job for *_, job in self.ready if job in self.on_desk})

    def take(self):
        while self.ready:
            *_, job = heappop(self.ready)
            if job in self.on_desk:
                self.on_desk.remove(job)
                return job
        return None

    def _collect_ready(self):
        while self.waiting and self.waiting[0][0] <= self.now:
            ready_at, number, priority, job = heappop(self.waiting)
            heappush(self.ready, (-priority, ready_at, number, job))
