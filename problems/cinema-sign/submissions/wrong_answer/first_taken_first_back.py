"""Misconception: the letters come back in the order in which they were taken off, like a queue."""


def final_sign(keys):
    rail, spare = [], []
    for key in keys:
        if key == "<":
            if rail:
                spare.append(rail.pop())
        elif key == ">":
            if spare:
                rail.append(spare.pop(0))
        else:
            rail.append(key)
            spare = []
    return "".join(rail)
