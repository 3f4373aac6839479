"""verdict: RTE
why: Python's own limit on recursion ends it
"""


def total(numbers):
    return total(numbers)
