"""Misconception: a window that is cut at the front whenever a box is full finds all runs."""


def egg_runs(eggs, box, left, days):
    runs = start = total = 0
    for end, count in enumerate(eggs):
        total += count
        while total >= box and start < end:
            total -= eggs[start]
            start += 1
        if total % box == left and end - start + 1 >= days:
            runs += 1
    return runs
