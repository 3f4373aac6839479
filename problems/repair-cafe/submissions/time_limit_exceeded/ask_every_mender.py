"""Asks every mender anew for each guest: guests times menders."""


def waiting_times(guests, menders, patience):
    free = [0] * menders
    waits = []
    for arrival, minutes in guests:
        mender = min(range(menders), key=lambda number: free[number])
        begin = max(free[mender], arrival)
        if begin - arrival > patience:
            waits.append(-1)
        else:
            free[mender] = begin + minutes
            waits.append(begin - arrival)
    return waits
