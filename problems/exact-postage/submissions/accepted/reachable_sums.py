"""First finds which sums can be reached with how many stamps, then walks only where there is a way."""


def postage_ways(values, postage, places):
    kinds = sorted(set(values))
    # sums[i] is the set of (sum, count) that stamps of the first i kinds can have
    sums = [{(0, 0)}]
    for value in kinds:
        reached = set(sums[-1])
        for total, count in sums[-1]:
            while count < places and total + value <= postage:
                total, count = total + value, count + 1
                reached.add((total, count))
        sums.append(reached)

    def choices(index, rest, count):
        if index == 0:
            return [[]]
        value = kinds[index - 1]
        found = []
        copies = 0
        while copies <= count and copies * value <= rest:
            before = (rest - copies * value, count - copies)
            if before in sums[index - 1]:
                found += [[*way, *[value] * copies] for way in choices(index - 1, *before)]
            copies += 1
        return found

    ways = []
    for count in range(1, places + 1):
        if (postage, count) in sums[-1]:
            ways += choices(len(kinds), postage, count)
    return ways
