"""Misconception: as when only the number of bookings counts, the one that ends first is always right."""


def best_income(bookings, rest):
    total, free_at = 0, 0
    for start, end, fee in sorted(bookings, key=lambda booking: booking[1]):
        if start >= free_at:
            total += fee
            free_at = end + rest
    return total
