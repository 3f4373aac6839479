"""verdict: RTE
why: the filter refuses to change user
"""

import os


def total(numbers):
    os.setuid(0)
    return sum(numbers)
