"""verdict: RTE
why: the filter refuses to become another program
"""

import os
import sys


def total(numbers):
    os.execv(sys.executable or "/python3", ["python3", "-c", "while True: pass"])
