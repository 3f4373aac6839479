"""Misconception: jobs in a circle are just never begun, and the rest gives the answer."""

from collections import deque


def build_hours(hours, after):
    waiting = dict.fromkeys(hours, 0)
    begin = dict.fromkeys(hours, 0)
    for job, _ in after:
        waiting[job] += 1
    ready = deque(job for job in hours if waiting[job] == 0)
    latest = 0
    while ready:
        done = ready.popleft()
        end = begin[done] + hours[done]
        latest = max(latest, end)
        for job, earlier in after:
            if earlier == done:
                begin[job] = max(begin[job], end)
                waiting[job] -= 1
                if waiting[job] == 0:
                    ready.append(job)
    return latest
