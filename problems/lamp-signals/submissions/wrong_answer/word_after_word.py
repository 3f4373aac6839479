"""Misconception: the order of the words does not matter, as when paying with coins."""


def readings(signal, codes):
    ways = [1] + [0] * len(signal)
    for code in codes.values():
        for end in range(len(code), len(signal) + 1):
            if signal.endswith(code, 0, end):
                ways[end] += ways[end - len(code)]
    return ways[-1] % 1_000_000_007
