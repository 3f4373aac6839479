"""verdict: RTE
why: the filter refuses fork, so the first one raises PermissionError
"""

import os


def total(numbers):
    while True:
        os.fork()
