"""Counts the readings of every beginning of the signal, from the empty one on."""

MODULUS = 1_000_000_007


def readings(signal, codes):
    ways = [1] + [0] * len(signal)
    for end in range(1, len(signal) + 1):
        for code in codes.values():
            if signal.endswith(code, 0, end):
                ways[end] += ways[end - len(code)]
        ways[end] %= MODULUS
    return ways[-1]
