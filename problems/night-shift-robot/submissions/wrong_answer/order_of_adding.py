"""Misconception: among equal priorities the job that was added first comes first, whenever it got ready."""


class JobDesk:
    def __init__(self):
        self.now = 0
        self.jobs = {}

    def add(self, job, priority, delay):
        if job in self.jobs:
            return False
        self.jobs[job] = (priority, self.now + delay)
        return True

    def cancel(self, job):
        return self.jobs.pop(job, None) is not None

    def pass_time(self, seconds):
        self.now += seconds
        return sum(ready_at <= self.now for _, ready_at in self.jobs.values())

    def take(self):
        best = None
        for job, (priority, ready_at) in self.jobs.items():
            if ready_at <= self.now and (best is None or priority > self.jobs[best][0]):
                best = job
        if best is not None:
            del self.jobs[best]
        return best
