"""verdict: OLE
why: shared parts count each time they would be written
"""


def total(numbers):
    value = [0]
    for _ in range(60):
        value = [value, value]
    return value
