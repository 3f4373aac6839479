"""verdict: TLE
why: CPU time is limited
"""


def total(numbers):
    while True:
        pass
