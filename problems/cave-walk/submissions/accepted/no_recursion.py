"""Lists the chambers level by level and works out their arms from the last one to the first."""


def longest_walk(cave, step):
    chambers = [cave] if cave else []
    parents = [-1]
    for number, chamber in enumerate(chambers):
        for child in (chamber.left, chamber.right):
            if child:
                chambers.append(child)
                parents.append(number)
    longest = [1] * len(chambers)  # arm found so far below each chamber, itself included
    best = min(1, len(chambers))
    for number in range(len(chambers) - 1, 0, -1):
        parent = parents[number]
        if abs(chambers[number].val - chambers[parent].val) <= step:
            best = max(best, longest[parent] + longest[number])
            longest[parent] = max(longest[parent], 1 + longest[number])
    return best
