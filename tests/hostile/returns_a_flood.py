"""verdict: OLE
why: a result is capped in size
"""


def total(numbers):
    return [0] * 5_000_000
