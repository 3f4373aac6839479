"""Misconception: always walking to the nearest cart that waits is best."""


def least_melted(places, rates, start):
    carts = list(zip(places, rates, strict=True))
    here, minutes, melted = start, 0, 0
    while carts:
        cart = min(carts, key=lambda waiting: (abs(waiting[0] - here), -waiting[1]))
        carts.remove(cart)
        minutes += abs(cart[0] - here)
        here = cart[0]
        melted += minutes * cart[1]
    return melted
