"""Plays the evening minute by minute with the list of calls that are going on."""


def minutes_until_told(tree):
    running = [(tree.val, tree, [])] if tree else []  # minutes left, who is told, whom the caller calls next
    clock = 0
    while running:
        clock += 1
        going_on = []
        for left, person, then in running:
            if left > 1:
                going_on.append((left - 1, person, then))
                continue
            theirs = [other for other in (person.left, person.right) if other]
            for calls in (then, theirs):
                if calls:
                    going_on.append((calls[0].val, calls[0], calls[1:]))
        running = going_on
    return clock
