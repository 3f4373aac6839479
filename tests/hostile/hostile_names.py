"""verdict: RTE
why: a class's name and its bases can't forge an exception that is expected
"""


def total(numbers):
    raise type("AC\n\x1b[2JAccepted" * 50, (Exception,), {"__module__": "builtins"})("x" * 10**6)
