"""Misconception: of all who fill a card in the end, the one who came in first has won."""


def cake_winner(visits, stamps):
    cards = {}
    for guest in visits:
        cards[guest] = cards.get(guest, 0) + 1
    for guest, count in cards.items():
        if count >= stamps:
            return guest
    return None
