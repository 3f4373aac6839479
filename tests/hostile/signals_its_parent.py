"""verdict: RTE
why: neither the zygote nor a process group can be signalled
"""

import os
import signal


def total(numbers):
    os.kill(os.getppid(), signal.SIGKILL)
    os.killpg(0, signal.SIGKILL)
    return sum(numbers)
