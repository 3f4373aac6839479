"""Misconception: the menders take the guests in turn, even if another one is free earlier."""


def waiting_times(guests, menders, patience):
    free = [0] * menders
    mender = 0
    waits = []
    for arrival, minutes in guests:
        begin = max(free[mender], arrival)
        if begin - arrival > patience:
            waits.append(-1)
            continue
        free[mender] = begin + minutes
        mender = (mender + 1) % menders
        waits.append(begin - arrival)
    return waits
