"""Misconception: adding a job that lies on the desk gives it the new priority and delay."""


class JobDesk:
    def __init__(self):
        self.now = 0
        self.added = 0
        self.jobs = {}

    def add(self, job, priority, delay):
        known = job in self.jobs
        self.added += 1
        self.jobs[job] = (-priority, self.now + delay, self.added)
        return not known

    def cancel(self, job):
        return self.jobs.pop(job, None) is not None

    def pass_time(self, seconds):
        self.now += seconds
        return sum(ready_at <= self.now for _, ready_at, _ in self.jobs.values())

    def take(self):
        ready = [job for job, (_, ready_at, _) in self.jobs.items() if ready_at <= self.now]
        if not ready:
            return None
        best = min(ready, key=self.jobs.get)
        del self.jobs[best]
        return best
