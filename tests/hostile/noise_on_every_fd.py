"""verdict: RTE
why: bytes that are no frame end the run
"""

import os
def total(numbers):
    for fd in range(32):
        try:
            os.write(fd, bytes(4096))
        except OSError:
            pass
    return sum(numbers)
