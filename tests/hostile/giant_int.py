"""verdict: WA
why: an int of too many digits is not written
"""


def total(numbers):
    return 1 << 200_000
