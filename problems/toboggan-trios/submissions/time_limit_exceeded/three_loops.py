"""Three nested loops: cubic."""


def count_trios(weights, low, high):
    count = 0
    for third in range(len(weights)):
        for second in range(third):
            for first in range(second):
                if low <= weights[first] + weights[second] + weights[third] <= high:
                    count += 1
    return count
