"""Lets a sum grow from every first day on: quadratic."""


def egg_runs(eggs, box, left, days):
    runs = 0
    for first in range(len(eggs)):
        total = 0
        for end in range(first, len(eggs)):
            total += eggs[end]
            if total % box == left and end - first + 1 >= days:
                runs += 1
    return runs
