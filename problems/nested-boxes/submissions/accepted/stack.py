"""The names of the open boxes, innermost last."""


def deepest_box(log):
    boxes, deepest = [], 0
    for line in log:
        verb, name = line.split(" ")
        if verb == "open":
            boxes.append(name)
            deepest = max(deepest, len(boxes))
        elif not boxes or boxes.pop() != name:
            raise ValueError(f"{name} is not the innermost box")
    if boxes:
        raise ValueError(f"{boxes[-1]} is still open")
    return deepest
