"""verdict: RTE
why: without its result pipe the program has no answer
"""

import os


def total(numbers):
    os.closerange(0, 64)
    return sum(numbers)
