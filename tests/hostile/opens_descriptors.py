"""verdict: RTE
why: the number of open descriptors is limited
"""

import os


def total(numbers):
    while True:
        os.pipe()
