"""Misconception: a cart's loss is its rate times the last step to it; the minutes before are forgotten."""

from functools import cache


def least_melted(places, rates, start):
    carts = sorted(zip(places, rates, strict=True), key=lambda cart: abs(cart[0] - start))
    left = [cart for cart in carts if cart[0] < start]
    right = [cart for cart in carts if cart[0] >= start]

    @cache
    def rest(i, j, here):
        choices = []
        if i < len(left):
            choices.append(abs(here - left[i][0]) * left[i][1] + rest(i + 1, j, left[i][0]))
        if j < len(right):
            choices.append(abs(here - right[j][0]) * right[j][1] + rest(i, j + 1, right[j][0]))
        return min(choices, default=0)

    return rest(0, 0, start)
