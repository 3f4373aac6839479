"""Misconception: of equally short stretches any one will do, here the last."""


def shortest_stretch(belt, order):
    n = len(belt)
    need = dict(order)
    missing = sum(order.values())
    surprises = 0
    best = []
    right = 0  # the window is left ... right - 1, where right may be a round ahead
    for left in range(n):
        while missing > surprises and right < left + n:
            dish = belt[right % n]
            right += 1
            if dish == "?":
                surprises += 1
            elif dish in need:
                missing -= need[dish] > 0
                need[dish] -= 1
        if missing > surprises:
            break  # not even the whole belt is enough
        if not best or right - left <= best[1]:
            best = [left, right - left]
        dish = belt[left]
        if dish == "?":
            surprises -= 1
        elif dish in need:
            need[dish] += 1
            missing += need[dish] > 0
    return best
