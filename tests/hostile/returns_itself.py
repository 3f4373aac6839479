"""verdict: WA
why: a list that contains itself has no JSON form
"""


def total(numbers):
    value = []
    value.append(value)
    return value
