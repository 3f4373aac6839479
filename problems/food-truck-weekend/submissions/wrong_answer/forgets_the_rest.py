"""Misconception: bookings only must not overlap; the rest between them is overlooked."""

from bisect import bisect_right


def best_income(bookings, rest):
    ordered = sorted(bookings, key=lambda booking: booking[1])
    ends = [end for _, end, _ in ordered]
    best = [0]
    for start, _, fee in ordered:
        best.append(max(best[-1], best[bisect_right(ends, start)] + fee))
    return best[-1]
