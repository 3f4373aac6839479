"""One cell a minute for the change, then a running sum."""

from itertools import accumulate


def busiest(visits):
    change = [0] * 1441
    for enter, leave in visits:
        change[enter] += 1
        change[leave] -= 1
    used = list(accumulate(change))
    most = max(used)
    return [most, used.index(most)]
