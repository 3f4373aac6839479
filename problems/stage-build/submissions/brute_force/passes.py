"""Goes through all pairs again and again until no end moves; a circle never comes to rest."""


def build_hours(hours, after):
    end = dict(hours)
    for _ in range(len(hours) + 1):
        moved = False
        for job, earlier in after:
            if end[earlier] + hours[job] > end[job]:
                end[job] = end[earlier] + hours[job]
                moved = True
        if not moved:
            return max(end.values(), default=0)
    raise ValueError("jobs wait for each other in a circle")
