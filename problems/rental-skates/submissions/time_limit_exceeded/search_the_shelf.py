"""The right rule, but it looks through the whole shelf for every pupil: quadratic."""


def most_skaters(feet, skates, room):
    shelf = list(skates)
    skating = 0
    for foot in sorted(feet):
        fitting = [length for length in shelf if foot <= length <= foot + room]
        if fitting:
            shelf.remove(min(fitting))
            skating += 1
    return skating
