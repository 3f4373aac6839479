"""Walks through all orders of the same stamps and removes the duplicates at the end."""


def postage_ways(values, postage, places):
    found = set()

    def extend(choice, rest):
        if rest == 0:
            found.add(tuple(sorted(choice)))
        elif rest > 0 and len(choice) < places:
            for value in values:
                extend([*choice, value], rest - value)

    extend([], postage)
    return [list(choice) for choice in found]
