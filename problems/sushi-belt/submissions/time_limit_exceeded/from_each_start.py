"""Begins anew at each plate and walks until the order is served: quadratic."""


def shortest_stretch(belt, order):
    n = len(belt)
    best = []
    for start in range(n):
        need = dict(order)
        missing = sum(order.values())
        for length in range(1, n + 1):
            dish = belt[(start + length - 1) % n]
            if dish == "?":
                missing -= 1
            elif need.get(dish, 0) > 0:
                need[dish] -= 1
                missing -= 1
            if missing == 0:
                if not best or length < best[1]:
                    best = [start, length]
                break
    return best
