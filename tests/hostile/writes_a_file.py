"""verdict: RTE
why: nothing is writable
"""


def total(numbers):
    with open("/tmp/state", "w") as file:
        file.write("x")
    return sum(numbers)
