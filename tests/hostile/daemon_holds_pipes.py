"""verdict: RTE
why: a daemon would keep the pipes open after its parent: it can't be forked
"""

import os
import time


def total(numbers):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    return sum(numbers)
