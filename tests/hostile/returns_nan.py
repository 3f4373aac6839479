"""verdict: WA
why: NaN has no JSON form
"""


def total(numbers):
    return float("nan")
