"""In sorted order only the two neighbours of a name can share its longest beginning."""


def shortest_calls(names):
    ordered = sorted(names)
    shared = dict.fromkeys(names, 0)
    for i in range(1, len(ordered)):
        one, other = ordered[i - 1], ordered[i]
        common = 0
        while common < min(len(one), len(other)) and one[common] == other[common]:
            common += 1
        shared[one] = max(shared[one], common)
        shared[other] = max(shared[other], common)
    return [name[: shared[name] + 1] for name in names]
