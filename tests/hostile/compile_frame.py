"""verdict: RTE
why: a frame that says it did not compile is not believed once it runs
"""

import os
import struct


def total(numbers):
    os.write(6, b"C" + struct.pack(">I", 7) + b"trust me"[:7])
    return sum(numbers)
