"""Misconception: the values in the list are all different, so equal drawers need no thought."""


def postage_ways(values, postage, places):
    kinds = sorted(values)
    found = []

    def extend(start, choice, rest):
        if rest == 0:
            found.append(choice)
        elif rest > 0 and len(choice) < places:
            for index in range(start, len(kinds)):
                extend(index, [*choice, kinds[index]], rest - kinds[index])

    extend(0, [], postage)
    return found
