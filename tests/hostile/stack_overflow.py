"""verdict: RTE
why: the C stack is limited; its overflow ends the child alone
"""

import sys


def total(numbers):
    sys.setrecursionlimit(10**9)

    class Endless:
        def __getattr__(self, name):
            return getattr(self, name + "x"[:0])

    return Endless().x
