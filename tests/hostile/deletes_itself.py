"""verdict: RTE
why: the program is no file, and nothing can be deleted
"""

import os


def total(numbers):
    os.remove(__file__ if "__file__" in globals() else "/zygote.py")
    return sum(numbers)
