"""For each guest, tries minute after minute whether fewer than all menders are at work then."""


def waiting_times(guests, menders, patience):
    repairs = []
    waits = []
    for arrival, minutes in guests:
        begin = arrival
        while sum(start <= begin < end for start, end in repairs) == menders:
            begin += 1
        if begin - arrival > patience:
            waits.append(-1)
        else:
            repairs.append((begin, begin + minutes))
            waits.append(begin - arrival)
    return waits
