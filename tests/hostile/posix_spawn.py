"""verdict: RTE
why: starting a process by another call is refused as well
"""

import os


def total(numbers):
    return os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 3600"], {})
