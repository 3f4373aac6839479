"""Counts through the log for each span."""


def visits_between(visits, spans):
    return [sum(first <= visit <= last for visit in visits) for first, last in spans]
