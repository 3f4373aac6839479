"""verdict: MLE
why: one allocation larger than the limit
"""


def total(numbers):
    return len(b"x" * (8 << 30))
