"""Misconception: any box that is open may be closed, not only the innermost one."""


def deepest_box(log):
    boxes, deepest = [], 0
    for line in log:
        verb, name = line.split(" ")
        if verb == "open":
            boxes.append(name)
            deepest = max(deepest, len(boxes))
        elif name in boxes:
            boxes.remove(name)
        else:
            raise ValueError(f"{name} is not open")
    if boxes:
        raise ValueError("something is still open")
    return deepest
