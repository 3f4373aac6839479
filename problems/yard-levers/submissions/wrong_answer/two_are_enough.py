"""Misconception: if it can be done at all, two pulls are enough."""


def fewest_pulls(gates, levers):
    start = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    masks = {sum(1 << gate for gate in lever) for lever in levers}
    if start == 0:
        return 0
    if start in masks:
        return 1
    return 2 if any(start ^ mask in masks for mask in masks) else -1
