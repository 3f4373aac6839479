"""Counts all cards anew after each visit: quadratic."""


def cake_winner(visits, stamps):
    for end in range(1, len(visits) + 1):
        cards = {}
        for guest in visits[:end]:
            cards[guest] = cards.get(guest, 0) + 1
        for guest, count in cards.items():
            if count >= stamps:
                return guest
    return None
