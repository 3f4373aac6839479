"""Misconception: the first word is the colour, so dark blue and dark green go together."""


def unpaired(gloves):
    waiting = {}
    for glove in gloves:
        words = glove.split()
        mine = waiting.setdefault((words[0], words[-1]), [])
        others = waiting.setdefault((words[0], "R" if words[-1] == "L" else "L"), [])
        if others:
            others.pop()
        else:
            mine.append(glove)
    return [glove for pile in waiting.values() for glove in pile]
