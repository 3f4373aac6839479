"""Misconception: at least one lever is pulled in any case, even if all gates are shut."""


def fewest_pulls(gates, levers):
    start = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    masks = {sum(1 << gate for gate in lever) for lever in levers}
    level, seen, pulls = {start}, set(), 0
    while level:
        level = {state ^ mask for state in level for mask in masks} - seen
        seen |= level
        pulls += 1
        if 0 in level:
            return pulls
    return -1
