"""verdict: MLE
why: the parser gives up on nesting made at run time with MemoryError, and not with a crash
"""


def total(numbers):
    source = "-" * 200_000 + "1"
    return eval(source)
