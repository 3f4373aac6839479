"""Misconception: what several irons have half done adds up to whole waffles."""


def minutes_until_served(irons, orders):
    if orders == 0:
        return 0
    if not irons:
        raise ValueError("without an iron nothing can be baked")
    low, high = 1, min(_alone(iron, orders) for iron in irons)
    while low < high:
        middle = (low + high) // 2
        if sum(_done(iron, middle) for iron in irons) + 1e-9 >= orders:
            high = middle
        else:
            low = middle + 1
    return low


def _done(iron, minute):
    """How many waffles the iron has done by then, parts included."""
    bake, row, pause = iron
    rounds, leftover = divmod(minute, bake * row + pause)
    return rounds * row + min(row, leftover / bake)


def _alone(iron, orders):
    """The minute at which the iron alone has baked everything."""
    bake, row, pause = iron
    return orders * bake + (orders - 1) // row * pause
