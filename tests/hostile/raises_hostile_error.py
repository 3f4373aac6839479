"""verdict: RTE
why: an exception whose methods fail is still an exception
"""


class Awful(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def total(numbers):
    raise Awful
