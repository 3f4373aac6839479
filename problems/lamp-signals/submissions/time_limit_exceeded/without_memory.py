"""Goes on from the same place once for each way that leads there: exponential."""


def readings(signal, codes):
    count = 0
    places = [0]
    while places:
        start = places.pop()
        if start == len(signal):
            count += 1
        for code in codes.values():
            if signal.startswith(code, start):
                places.append(start + len(code))
    return count % 1_000_000_007
