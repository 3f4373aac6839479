"""Works out the jobs before a job anew each time they are asked for: exponential on a ladder."""


def build_hours(hours, after):
    needs = {job: [] for job in hours}
    for job, earlier in after:
        needs[job].append(earlier)

    def end(job, path):
        if job in path:
            raise ValueError("jobs wait for each other in a circle")
        inner = path | {job}
        return hours[job] + max((end(earlier, inner) for earlier in needs[job]), default=0)

    return max((end(job, frozenset()) for job in hours), default=0)
