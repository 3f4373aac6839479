"""Misconception: any minute of the largest number will do, so the last one is kept."""


def busiest(visits):
    events = sorted([(enter, 1) for enter, _ in visits] + [(leave, -1) for _, leave in visits])
    most = minute = used = 0
    for when, change in events:
        used += change
        if change > 0 and used >= most:
            most, minute = used, when
    return [most, minute]
