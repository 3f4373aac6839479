"""Misconception: what is too light is best melted with the heaviest one."""


def melt(ends, enough):
    table = sorted(ends)
    while len(table) > 1 and table[0] < enough:
        table[-1] += table.pop(0) - 1
    return sorted(table)
