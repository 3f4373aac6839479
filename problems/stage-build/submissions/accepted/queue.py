"""Kahn's algorithm; each job's end is passed on to those who wait for it."""

from collections import deque


def build_hours(hours, after):
    waiting = dict.fromkeys(hours, 0)
    followers = {job: [] for job in hours}
    for job, earlier in after:
        waiting[job] += 1
        followers[earlier].append(job)
    begin = dict.fromkeys(hours, 0)
    ready = deque(job for job in hours if waiting[job] == 0)
    done = latest = 0
    while ready:
        job = ready.popleft()
        done += 1
        end = begin[job] + hours[job]
        latest = max(latest, end)
        for follower in followers[job]:
            begin[follower] = max(begin[follower], end)
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)
    if done < len(hours):
        raise ValueError("jobs wait for each other in a circle")
    return latest
