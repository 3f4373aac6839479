"""Misconception: taking the best-paid booking that still fits gives the best sum."""


def best_income(bookings, rest):
    taken = []
    for start, end, fee in sorted(bookings, key=lambda booking: -booking[2]):
        if all(start >= e + rest or s >= end + rest for s, e, _ in taken):
            taken.append((start, end, fee))
    return sum(fee for _, _, fee in taken)
