"""verdict: RTE
why: bytes that are no frame end the run
"""

import contextlib
import os


def total(numbers):
    for fd in range(32):
        with contextlib.suppress(OSError):
            os.write(fd, bytes(4096))
    return sum(numbers)
