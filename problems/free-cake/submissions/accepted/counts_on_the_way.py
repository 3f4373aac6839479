"""One pass; each guest's stamps so far are in a dictionary, and the first full card ends it."""


def cake_winner(visits, stamps):
    cards = {}
    for guest in visits:
        cards[guest] = cards.get(guest, 0) + 1
        if cards[guest] == stamps:
            return guest
    return None
