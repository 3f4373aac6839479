"""Smallest feet first, each into the shortest skates that fit; both lists are walked once."""


def most_skaters(feet, skates, room):
    feet, skates = sorted(feet), sorted(skates)
    skating = pupil = pair = 0
    while pupil < len(feet) and pair < len(skates):
        if skates[pair] < feet[pupil]:
            pair += 1  # too short for this pupil and for all who follow
        elif skates[pair] > feet[pupil] + room:
            pupil += 1  # nothing left that is short enough
        else:
            skating += 1
            pupil += 1
            pair += 1
    return skating
