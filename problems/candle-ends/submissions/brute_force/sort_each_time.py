"""Sorts the whole table after every melting."""


def melt(ends, enough):
    table = sorted(ends)
    while len(table) > 1 and table[0] < enough:
        table = sorted([table[0] + table[1] - 1, *table[2:]])
    return table
