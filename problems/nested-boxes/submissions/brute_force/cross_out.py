"""Crosses out a box that is closed right after it was opened until nothing changes."""


def deepest_box(log):
    left = list(log)
    changed = True
    while changed:
        changed = False
        for i in range(len(left) - 1):
            if left[i].startswith("open ") and left[i + 1] == "close " + left[i][5:]:
                left = left[:i] + left[i + 2 :]
                changed = True
                break
    if left:
        raise ValueError("the log can't be right")
    opened = [sum(1 if line.startswith("open") else -1 for line in log[:i]) for i in range(len(log) + 1)]
    return max(opened)
