"""Tries every set of bookings."""


def best_income(bookings, rest):
    def best_from(position, taken):
        if position == len(bookings):
            return sum(fee for _, _, fee in taken)
        without = best_from(position + 1, taken)
        start, end, _ = bookings[position]
        if all(start >= e + rest or s >= end + rest for s, e, _ in taken):
            return max(without, best_from(position + 1, [*taken, bookings[position]]))
        return without

    return best_from(0, [])
