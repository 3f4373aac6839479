"""verdict: RTE
why: the filter refuses kill
"""

import os
import signal


def total(numbers):
    os.kill(-1, signal.SIGKILL)
    return sum(numbers)
