"""Misconception: adding the choice to the answer keeps it as it is now, though the same list is changed
later.
"""


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    found, choice = [], []

    def extend(start, rest):
        if rest == 0:
            found.append(choice)
        elif len(choice) < places:
            for index in range(start, len(kinds)):
                if kinds[index] <= rest:
                    choice.append(kinds[index])
                    extend(index, rest - kinds[index])
                    choice.pop()

    extend(0, postage)
    return found
