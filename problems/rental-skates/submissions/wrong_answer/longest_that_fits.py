"""Misconception: the smallest feet may take the longest skates that fit, there are enough short ones."""


def most_skaters(feet, skates, room):
    shelf = sorted(skates)
    skating = 0
    for foot in sorted(feet):
        fitting = [length for length in shelf if foot <= length <= foot + room]
        if fitting:
            shelf.remove(fitting[-1])
            skating += 1
    return skating
