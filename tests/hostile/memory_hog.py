"""verdict: MLE
why: the address space is limited
"""


def total(numbers):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))
