"""Misconception: the pairs come in a useful order, so that one pass over them settles every end."""


def build_hours(hours, after):
    end = dict(hours)
    pairs = {(job, earlier) for job, earlier in after}
    for job, earlier in after:
        if job == earlier or (earlier, job) in pairs:
            raise ValueError("two jobs wait for each other")
        end[job] = max(end[job], end[earlier] + hours[job])
    return max(end.values(), default=0)
