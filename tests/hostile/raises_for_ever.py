"""verdict: RTE
why: a chain of exceptions without end is cut
"""


def total(numbers):
    error = None
    for n in range(50_000):
        new = ValueError(n)
        new.__cause__ = error
        error = new
    raise error
