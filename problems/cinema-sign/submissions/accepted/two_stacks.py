"""The rail and the letters taken off are two stacks; each key touches only their tops."""


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
            spare.clear()
    return "".join(rail)
