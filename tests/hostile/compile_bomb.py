"""verdict: MLE
why: the compiler's memory is the program's, so a source that grows in it hits the limit
"""


def total(numbers):
    exec(compile("x = [" + "0," * 4_000_000 + "]", "bomb", "exec"))
    return sum(numbers)
