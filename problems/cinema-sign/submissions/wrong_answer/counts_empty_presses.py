"""Misconception: a take-off on an empty rail counts too, so that it has to be undone first."""


def final_sign(keys):
    rail, spare = [], []
    for key in keys:
        if key == "<":
            spare.append(rail.pop() if rail else "")
        elif key == ">":
            if spare:
                rail.append(spare.pop())
        else:
            rail.append(key)
            spare.clear()
    return "".join(rail)
