"""Misconception: it is enough that openings and closings balance; the names don't matter."""


def deepest_box(log):
    depth = deepest = 0
    for line in log:
        depth += 1 if line.startswith("open") else -1
        if depth < 0:
            raise ValueError("nothing is open")
        deepest = max(deepest, depth)
    if depth:
        raise ValueError("something is still open")
    return deepest
