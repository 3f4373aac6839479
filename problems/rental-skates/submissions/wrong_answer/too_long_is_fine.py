"""Misconception: skates only have to be long enough; the room is forgotten."""


def most_skaters(feet, skates, room):
    waiting = sorted(feet)
    skating = 0
    for length in sorted(skates):
        if skating < len(waiting) and length >= waiting[skating]:
            skating += 1
    return skating
