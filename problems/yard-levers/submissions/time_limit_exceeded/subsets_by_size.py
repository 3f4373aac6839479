"""Tries all choices of one lever, of two, of three and so on: exponential in the levers."""

from functools import reduce
from itertools import combinations
from operator import xor


def fewest_pulls(gates, levers):
    start = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    masks = [sum(1 << gate for gate in lever) for lever in levers]
    for pulls in range(len(masks) + 1):
        for chosen in combinations(masks, pulls):
            if reduce(xor, chosen, start) == 0:
                return pulls
    return -1
