"""Misconception: a row of waffles counts only once the pause after it is over."""


def minutes_until_served(irons, orders):
    if orders == 0:
        return 0
    if not irons:
        raise ValueError("without an iron nothing can be baked")
    low, high = 1, min(_alone(iron, orders) for iron in irons)
    while low < high:
        middle = (low + high) // 2
        if sum(_done(iron, middle) for iron in irons) >= orders:
            high = middle
        else:
            low = middle + 1
    return low


def _done(iron, minute):
    """How many waffles the iron has done by then."""
    bake, row, pause = iron
    rounds, leftover = divmod(minute, bake * row + pause)
    return rounds * row + min(row - 1, leftover // bake)


def _alone(iron, orders):
    """The minute at which the iron alone has baked everything."""
    bake, row, pause = iron
    return orders * bake + orders // row * pause
