"""Misconception: letters taken off can still come back after something new was typed."""


def final_sign(keys):
    rail, spare = [], []
    for key in keys:
        if key == "<":
            if rail:
                spare.append(rail.pop())
        elif key == ">":
            if spare:
                rail.append(spare.pop())
        else:
            rail.append(key)
    return "".join(rail)
