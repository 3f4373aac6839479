"""verdict: RTE
why: no hard link can be made either
"""

import os


def total(numbers):
    os.link("/zygote.py", "/mine.py")
    return sum(numbers)
