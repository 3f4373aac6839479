"""Misconception: one heap by urgency is enough, and if its top is not ready, nothing is."""

from heapq import heappop, heappush


class JobDesk:
    def __init__(self):
        self.now = 0
        self.number = 0
        self.alive = {}
        self.heap = []

    def add(self, job, priority, delay):
        if job in self.alive:
            return False
        self.number += 1
        self.alive[job] = (-priority, self.now + delay, self.number, job)
        heappush(self.heap, self.alive[job])
        return True

    def cancel(self, job):
        return self.alive.pop(job, None) is not None

    def pass_time(self, seconds):
        self.now += seconds
        return sum(entry[1] <= self.now for entry in self.alive.values())

    def take(self):
        while self.heap and self.alive.get(self.heap[0][3]) != self.heap[0]:
            heappop(self.heap)
        if not self.heap or self.heap[0][1] > self.now:
            return None
        job = heappop(self.heap)[3]
        del self.alive[job]
        return job
