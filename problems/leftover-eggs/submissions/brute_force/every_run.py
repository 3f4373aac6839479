"""Adds up every run that is long enough."""


def egg_runs(eggs, box, left, days):
    return sum(
        sum(eggs[first:end]) % box == left
        for first in range(len(eggs))
        for end in range(first + days, len(eggs) + 1)
    )
