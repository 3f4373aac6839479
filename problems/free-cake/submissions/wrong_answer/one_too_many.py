"""Misconception: the card is looked at before it is stamped, so the cake comes one visit late."""


def cake_winner(visits, stamps):
    cards = {}
    for guest in visits:
        if cards.get(guest, 0) == stamps:
            return guest
        cards[guest] = cards.get(guest, 0) + 1
    return None
