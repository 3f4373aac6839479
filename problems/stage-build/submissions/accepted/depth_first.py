"""Depth first with a remembered end for each job, without recursion."""


def build_hours(hours, after):
    needs = {job: [] for job in hours}
    for job, earlier in after:
        needs[job].append(earlier)
    end, on_path = {}, set()
    for root in hours:
        path = [root]
        while path:
            job = path[-1]
            if job in end:
                path.pop()
                continue
            open_needs = [earlier for earlier in needs[job] if earlier not in end]
            if job in on_path and open_needs:
                raise ValueError("jobs wait for each other in a circle")
            if open_needs:
                on_path.add(job)
                if on_path.intersection(open_needs):
                    raise ValueError("jobs wait for each other in a circle")
                path += open_needs
            else:
                end[job] = hours[job] + max((end[earlier] for earlier in needs[job]), default=0)
                on_path.discard(job)
                path.pop()
    return max(end.values(), default=0)
