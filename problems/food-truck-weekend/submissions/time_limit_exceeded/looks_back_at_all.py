"""For each booking looks through all others for the best that is over before: quadratic."""


def best_income(bookings, rest):
    ordered = sorted(bookings, key=lambda booking: booking[1])
    best_ending = [0] * len(ordered)
    for i, (start, _, fee) in enumerate(ordered):
        before = 0
        for (_, end, _), total in zip(ordered, best_ending):
            if end + rest <= start and total > before:
                before = total
        best_ending[i] = before + fee
    return max(best_ending, default=0)
