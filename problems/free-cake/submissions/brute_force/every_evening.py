"""Ends the list after every visit in turn and looks whether the last guest has come often enough."""


def cake_winner(visits, stamps):
    for end in range(1, len(visits) + 1):
        guest = visits[end - 1]
        if visits[:end].count(guest) >= stamps:
            return guest
    return None
