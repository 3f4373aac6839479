"""Fills the empty places in every possible way and checks the finished bed."""

from itertools import product


def is_good(line):
    same = any(line[i] == line[i + 1] == line[i + 2] for i in range(len(line) - 2))
    return line.count("R") == line.count("W") and not same


def ways_to_plant(bed):
    size = len(bed)
    empty = "".join(bed).count(".")
    ways = 0
    for colours in product("RW", repeat=empty):
        following = iter(colours)
        text = [next(following) if place == "." else place for row in bed for place in row]
        rows = [text[i * size : (i + 1) * size] for i in range(size)]
        ways += all(map(is_good, rows)) and all(is_good(text[i::size]) for i in range(size))
    return ways
