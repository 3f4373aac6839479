"""Misconception: it is best to finish one side before turning to the other."""


def least_melted(places, rates, start):
    carts = sorted(zip(places, rates, strict=True), key=lambda cart: abs(cart[0] - start))
    left = [cart for cart in carts if cart[0] < start]
    right = [cart for cart in carts if cart[0] >= start]

    def loss(order):
        here, minutes, melted = start, 0, 0
        for place, rate in order:
            minutes += abs(place - here)
            here = place
            melted += minutes * rate
        return melted

    return min(loss(left + right), loss(right + left))
