"""Misconception: if the sum is right there will be room, so the number of places is left out of the
search.
"""


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    found = []

    def extend(start, choice, rest):
        if rest == 0:
            found.append(choice)
        for index in range(start, len(kinds)):
            if kinds[index] <= rest:
                extend(index, [*choice, kinds[index]], rest - kinds[index])

    extend(0, [], postage)
    return found
