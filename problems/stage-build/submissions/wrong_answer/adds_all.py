"""Misconception: jobs are done one after the other, so the hours add up."""


def build_hours(hours, after):
    end = dict(hours)
    for _ in range(len(hours) + 1):
        moved = False
        for job, earlier in after:
            if end[earlier] + hours[job] > end[job]:
                end[job] = end[earlier] + hours[job]
                moved = True
        if not moved:
            return sum(hours.values())
    raise ValueError("jobs wait for each other in a circle")
