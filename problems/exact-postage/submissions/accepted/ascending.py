"""Sticks on stamps in ascending order, so that each choice is built in one way only."""


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    found, choice = [], []

    def extend(start, rest, left):
        if rest == 0:
            found.append(list(choice))
            return
        if rest > kinds[-1] * left:
            return
        for index in range(start, len(kinds)):
            value = kinds[index]
            if value > rest:
                break
            choice.append(value)
            extend(index, rest - value, left - 1)
            choice.pop()

    if kinds:
        extend(0, postage, places)
    return found
