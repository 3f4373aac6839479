"""verdict: TLE
why: wall time is limited
"""

import time


def total(numbers):
    time.sleep(3600)
    return sum(numbers)
