"""verdict: TLE
why: one long call into C is ended as well
"""


def total(numbers):
    return 7 ** (7**9) % 10
