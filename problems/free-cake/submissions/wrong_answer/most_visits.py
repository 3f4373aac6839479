"""Misconception: the guest with the most visits must also be the first to fill a card."""

from collections import Counter


def cake_winner(visits, stamps):
    if not visits:
        return None
    guest, count = Counter(visits).most_common(1)[0]
    return guest if count >= stamps else None
