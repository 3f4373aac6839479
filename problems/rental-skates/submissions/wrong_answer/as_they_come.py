"""Misconception: serving the pupils as they stand in the list, with the first pair that fits, is enough."""


def most_skaters(feet, skates, room):
    shelf = list(skates)
    skating = 0
    for foot in feet:
        for length in shelf:
            if foot <= length <= foot + room:
                shelf.remove(length)
                skating += 1
                break
    return skating
