"""The other way round: longest skates first, each to the waiting pupil with the largest feet that fit."""


def most_skaters(feet, skates, room):
    waiting = sorted(feet)
    skating = 0
    for length in sorted(skates, reverse=True):
        while waiting and waiting[-1] > length:
            waiting.pop()
        if waiting and waiting[-1] + room >= length:
            waiting.pop()
            skating += 1
    return skating
