"""Misconception: each iron bakes evenly at its average speed, so the speeds can be added."""


def minutes_until_served(irons, orders):
    if orders == 0:
        return 0
    if not irons:
        raise ValueError("without an iron nothing can be baked")
    speed = sum(row / (bake * row + pause) for bake, row, pause in irons)
    return -int(-orders // speed)
