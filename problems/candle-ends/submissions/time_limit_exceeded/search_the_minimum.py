"""Searches the whole table for the lightest each time: quadratic."""


def melt(ends, enough):
    table = list(ends)
    while len(table) > 1 and min(table) < enough:
        first = min(table)
        table.remove(first)
        second = min(table)
        table.remove(second)
        table.append(first + second - 1)
    return sorted(table)
