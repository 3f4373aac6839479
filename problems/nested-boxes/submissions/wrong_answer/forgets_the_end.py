"""Misconception: a log is right when every closing is; boxes left open at the end go unnoticed."""


def deepest_box(log):
    boxes, deepest = [], 0
    for line in log:
        verb, name = line.split(" ")
        if verb == "open":
            boxes.append(name)
            deepest = max(deepest, len(boxes))
        elif not boxes or boxes.pop() != name:
            raise ValueError(f"{name} is not the innermost box")
    return deepest
