"""Sorted by end; take it or leave it, with a binary search for what is over early enough."""

from bisect import bisect_right


def best_income(bookings, rest):
    ordered = sorted(bookings, key=lambda booking: booking[1])
    ends = [end for _, end, _ in ordered]
    best = [0]
    for start, _, fee in ordered:
        fitting = bisect_right(ends, start - rest)
        fitting = min(fitting, len(best) - 1)
        best.append(max(best[-1], best[fitting] + fee))
    return best[-1]
