"""Misconception: all places of the letter have to be filled."""


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    found = []

    def extend(start, choice, rest):
        if len(choice) == places:
            if rest == 0:
                found.append(choice)
            return
        for index in range(start, len(kinds)):
            if kinds[index] <= rest:
                extend(index, [*choice, kinds[index]], rest - kinds[index])

    extend(0, [], postage)
    return found
