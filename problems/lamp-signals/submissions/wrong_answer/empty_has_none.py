"""Misconception: an empty signal has no reading; the first word is treated as a special case."""


def readings(signal, codes):
    if not signal:
        return 0
    ways = [0] * (len(signal) + 1)
    for end in range(1, len(signal) + 1):
        for code in codes.values():
            if signal.endswith(code, 0, end):
                ways[end] += ways[end - len(code)] if end > len(code) else 1
    return ways[-1] % 1_000_000_007
