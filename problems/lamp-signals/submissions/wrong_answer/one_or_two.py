"""Misconception: a code has one or two flashes, as in a similar puzzle with digits."""


def readings(signal, codes):
    before, ways = 0, 1
    for end in range(1, len(signal) + 1):
        single = sum(code == signal[end - 1 : end] for code in codes.values())
        double = sum(code == signal[end - 2 : end] for code in codes.values()) if end > 1 else 0
        before, ways = ways, (ways * single + before * double) % 1_000_000_007
    return ways
