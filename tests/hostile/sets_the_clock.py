"""verdict: RTE
why: the machine's clock is not the program's to set
"""

import time


def total(numbers):
    time.clock_settime(time.CLOCK_REALTIME, 0)
    return sum(numbers)
