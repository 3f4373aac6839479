"""verdict: RTE
why: files in memory are refused: they would not count as the program's memory
"""

import os


def total(numbers):
    files = []
    while True:
        files.append(os.memfd_create("hoard"))
        os.ftruncate(files[-1], 1 << 30)
