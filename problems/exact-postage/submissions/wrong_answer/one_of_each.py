"""Misconception: each drawer gives at most one stamp."""


def postage_ways(values, postage, places):
    kinds = sorted(values)
    found = set()

    def extend(start, choice, rest):
        if rest == 0:
            found.add(tuple(choice))
        elif rest > 0 and len(choice) < places:
            for index in range(start, len(kinds)):
                extend(index + 1, [*choice, kinds[index]], rest - kinds[index])

    extend(0, [], postage)
    return [list(choice) for choice in found]
