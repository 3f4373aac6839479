"""Misconception: the longest code that fits is the one that was meant."""


def readings(signal, codes):
    place, ways = 0, 1
    while place < len(signal):
        fitting = [code for code in codes.values() if signal.startswith(code, place)]
        if not fitting:
            return 0
        longest = max(fitting, key=len)
        ways = ways * fitting.count(longest) % 1_000_000_007
        place += len(longest)
    return ways
