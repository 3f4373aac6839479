"""Misconception: only the cuts between the words matter, so equal codes count once."""


def readings(signal, codes):
    ways = [1] + [0] * len(signal)
    for end in range(1, len(signal) + 1):
        for code in set(codes.values()):
            if signal.endswith(code, 0, end):
                ways[end] += ways[end - len(code)]
    return ways[-1] % 1_000_000_007
