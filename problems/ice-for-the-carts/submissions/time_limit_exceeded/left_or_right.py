"""Tries both sides at every cart and remembers nothing: exponential."""


def least_melted(places, rates, start):
    carts = sorted(zip(places, rates, strict=True))
    left = [cart for cart in carts if cart[0] < start][::-1]
    right = [cart for cart in carts if cart[0] >= start]

    def rest(i, j, here, waiting):
        choices = []
        if i < len(left):
            place, rate = left[i]
            choices.append((here - place) * waiting + rest(i + 1, j, place, waiting - rate))
        if j < len(right):
            place, rate = right[j]
            choices.append((place - here) * waiting + rest(i, j + 1, place, waiting - rate))
        return min(choices, default=0)

    return rest(0, 0, start, sum(rates))
