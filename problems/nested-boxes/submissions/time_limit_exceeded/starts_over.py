"""Crosses out one finished box, then reads the log from its beginning again: quadratic."""


def deepest_box(log):
    left = list(log)
    found = True
    while found:
        found = False
        for i in range(len(left) - 1):
            verb, name = left[i].split(" ")
            next_verb, next_name = left[i + 1].split(" ")
            if verb == "open" and next_verb == "close" and name == next_name:
                left = left[:i] + left[i + 2 :]
                found = True
                break
    if left:
        raise ValueError("the log can't be right")
    depth = deepest = 0
    for line in log:
        depth += 1 if line.startswith("open") else -1
        deepest = max(deepest, depth)
    return deepest
