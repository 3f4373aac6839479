"""Counts for every minute of the day who is there."""


def busiest(visits):
    best = [0, 0]
    for minute in range(1440):
        there = [visit for visit in visits if visit[0] <= minute < visit[1]]
        if len(there) > best[0]:
            best = [len(there), minute]
    return best
