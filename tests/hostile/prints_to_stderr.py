"""verdict: OLE
why: standard error is capped as well
"""

import sys


def total(numbers):
    while True:
        sys.stderr.write("x" * 1000 + "\n")
