"""verdict: TLE
why: waiting on a pipe that nobody writes to is wall time
"""

import os


def total(numbers):
    return os.read(os.pipe()[0], 1)
