"""Breadth first over the states of the gates, each a mask of the open ones."""


def fewest_pulls(gates, levers):
    start = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    masks = {sum(1 << gate for gate in lever) for lever in levers}
    level, seen, pulls = {start}, {start}, 0
    while level:
        if 0 in level:
            return pulls
        level = {state ^ mask for state in level for mask in masks} - seen
        seen |= level
        pulls += 1
    return -1
