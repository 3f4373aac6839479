"""Walks a trie of the codes from every place that can be reached, and passes the number of readings on."""

MODULUS = 1_000_000_007


def readings(signal, codes):
    root = {}
    for code in codes.values():
        node = root
        for flash in code:
            node = node.setdefault(flash, {})
        node["words"] = node.get("words", 0) + 1
    ways = [1] + [0] * len(signal)
    for start in range(len(signal)):
        ways[start] %= MODULUS
        if ways[start] == 0:
            continue
        node = root
        for place in range(start, len(signal)):
            node = node.get(signal[place])
            if node is None:
                break
            ways[place + 1] += ways[start] * node.get("words", 0)
    return ways[-1] % MODULUS
