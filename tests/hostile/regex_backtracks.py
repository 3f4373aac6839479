"""verdict: TLE
why: one call into the regex engine runs for ever and is ended from outside
"""

import re


def total(numbers):
    re.match(r"(a+)+$", "a" * 64 + "b")
    return sum(numbers)
