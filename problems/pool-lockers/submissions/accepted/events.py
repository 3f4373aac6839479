"""Entries and departures in order of time, departures first within a minute."""


def busiest(visits):
    events = []
    for enter, leave in visits:
        events.append((enter, 1))
        events.append((leave, -1))
    most = minute = used = 0
    for when, change in sorted(events):
        used += change
        if used > most:
            most, minute = used, when
    return [most, minute]
