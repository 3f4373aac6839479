"""verdict: OLE
why: what goes past Python's own streams is capped as well, on both descriptors
"""

import os


def total(numbers):
    while True:
        os.write(1, b"x" * 4096)
        os.write(2, b"x" * 4096)
