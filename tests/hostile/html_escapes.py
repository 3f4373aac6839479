"""verdict: RTE
why: markup in a message is text: the verdict carries it as it is, and who shows it escapes it
"""


def total(numbers):
    print("<script>alert(1)</script>")
    raise ValueError("<img src=x onerror=alert(1)>\x1b[2J")
