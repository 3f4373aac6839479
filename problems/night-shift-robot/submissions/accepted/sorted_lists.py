"""Two lists kept in order by bisection, from which cancelled jobs are really removed."""

from bisect import bisect_left, bisect_right, insort


class JobDesk:
    def __init__(self):
        self.now = 0
        self.added = 0
        self.jobs = {}  # name: its entry in waiting
        self.waiting = []
        self.ready = []

    def add(self, job, priority, delay):
        if job in self.jobs:
            return False
        self.added += 1
        entry = (self.now + delay, self.added, priority, job)
        self.jobs[job] = entry
        if delay:
            insort(self.waiting, entry)
        else:
            insort(self.ready, urgency(entry))
        return True

    def cancel(self, job):
        if job not in self.jobs:
            return False
        entry = self.jobs.pop(job)
        line, key = (self.ready, urgency(entry)) if entry[0] <= self.now else (self.waiting, entry)
        del line[bisect_left(line, key)]
        return True

    def pass_time(self, seconds):
        self.now += seconds
        due = bisect_right(self.waiting, self.now, key=lambda entry: entry[0])
        self.ready.extend(urgency(entry) for entry in self.waiting[:due])
        self.ready.sort()
        del self.waiting[:due]
        return len(self.ready)

    def take(self):
        if not self.ready:
            return None
        job = self.ready.pop()[-1]
        del self.jobs[job]
        return job


def urgency(entry):
    """Sorts the most urgent job to the end."""
    ready_at, number, priority, job = entry
    return (priority, -ready_at, -number, job)
