"""Misconception: the lever that leaves the fewest gates open is always the right one to pull next."""


def fewest_pulls(gates, levers):
    state = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    masks = [sum(1 << gate for gate in lever) for lever in levers]
    pulls = 0
    while state:
        after = min((state ^ mask for mask in masks), key=int.bit_count, default=state)
        if after.bit_count() >= state.bit_count():
            return -1
        state = after
        pulls += 1
    return pulls
