"""Compares every name with every other, letter by letter."""


def shortest_calls(names):
    calls = []
    for name in names:
        needed = 1
        for other in names:
            if other != name:
                common = 0
                while common < len(name) and common < len(other) and name[common] == other[common]:
                    common += 1
                needed = max(needed, common + 1)
        calls.append(name[:needed])
    return calls
