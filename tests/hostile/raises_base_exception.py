"""verdict: RTE
why: what passes an except Exception is caught as well
"""


def total(numbers):
    raise KeyboardInterrupt
