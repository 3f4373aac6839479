"""Misconception: the gap must be longer than the rest, where exactly the rest is enough."""

from bisect import bisect_left


def best_income(bookings, rest):
    ordered = sorted(bookings, key=lambda booking: booking[1])
    ends = [end for _, end, _ in ordered]
    best = [0]
    for start, _, fee in ordered:
        fitting = min(bisect_left(ends, start - rest), len(best) - 1)
        best.append(max(best[-1], best[fitting] + fee))
    return best[-1]
