"""verdict: OLE
why: standard output is capped
"""


def total(numbers):
    while True:
        print("x" * 1000)
