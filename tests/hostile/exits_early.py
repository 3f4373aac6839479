"""verdict: RTE
why: ending is no answer, whatever the exit code
"""

import os


def total(numbers):
    os._exit(0)
