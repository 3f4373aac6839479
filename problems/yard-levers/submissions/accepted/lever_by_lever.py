"""Dynamic programming: the fewest pulls for every change, with one lever more allowed each time."""


def fewest_pulls(gates, levers):
    size = 1 << len(gates)
    never = len(levers) + 1
    pulls = [never] * size
    pulls[0] = 0
    for mask in {sum(1 << gate for gate in lever) for lever in levers}:
        pulls = [min(pulls[change], pulls[change ^ mask] + 1) for change in range(size)]
    wanted = sum(1 << i for i, gate in enumerate(gates) if gate == "O")
    return pulls[wanted] if pulls[wanted] < never else -1
