"""Tries all orders of the carts; for many carts, all ways to mix the two sides, each from near to far."""

from itertools import combinations, permutations


def least_melted(places, rates, start):
    carts = list(zip(places, rates, strict=True))
    if len(carts) <= 6:
        return min(loss(order, start) for order in permutations(carts))
    carts.sort(key=lambda cart: abs(cart[0] - start))
    left = [cart for cart in carts if cart[0] < start]
    losses = []
    for turns in combinations(range(len(carts)), len(left)):
        lefts, rights = iter(left), iter([cart for cart in carts if cart[0] >= start])
        losses.append(loss([next(lefts if k in turns else rights) for k in range(len(carts))], start))
    return min(losses)


def loss(order, start):
    here, minutes, melted = start, 0, 0
    for place, rate in order:
        minutes += abs(place - here)
        here = place
        melted += minutes * rate
    return melted
