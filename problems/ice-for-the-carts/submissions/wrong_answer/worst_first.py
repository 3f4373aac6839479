"""Misconception: the cart that loses most for each metre of the way to it comes first."""


def least_melted(places, rates, start):
    carts = list(zip(places, rates, strict=True))
    here, minutes, melted = start, 0, 0
    while carts:
        cart = max(carts, key=lambda waiting: waiting[1] / (abs(waiting[0] - here) or 0.001))
        carts.remove(cart)
        minutes += abs(cart[0] - here)
        here = cart[0]
        melted += minutes * cart[1]
    return melted
