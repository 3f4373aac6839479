"""verdict: WA
why: a result nested deeper than the limit has no JSON form
"""


def total(numbers):
    value = 0
    for _ in range(100_000):
        value = [value]
    return value
