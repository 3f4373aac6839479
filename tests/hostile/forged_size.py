"""verdict: OLE
why: a frame said to be larger than the limit is not waited for
"""

import contextlib
import os


def total(numbers):
    for fd in range(3, 32):
        with contextlib.suppress(OSError):
            os.write(fd, b"R\xff\xff\xff\xff")
    return sum(numbers)
