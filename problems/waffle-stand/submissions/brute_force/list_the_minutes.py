"""Writes down when each waffle of each iron is done, sorts the minutes and takes the one needed."""


def minutes_until_served(irons, orders):
    if orders == 0:
        return 0
    minutes = []
    for bake, row, pause in irons:
        minute = 0
        for waffle in range(1, orders + 1):
            minute += bake
            minutes.append(minute)
            if waffle % row == 0:
                minute += pause
    if not minutes:
        raise ValueError("without an iron nothing can be baked")
    return sorted(minutes)[orders - 1]
