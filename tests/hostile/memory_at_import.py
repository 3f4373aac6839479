"""verdict: MLE
why: the limit holds while the module loads
"""

hoard = [0] * (1 << 30)


def total(numbers):
    return sum(numbers)
