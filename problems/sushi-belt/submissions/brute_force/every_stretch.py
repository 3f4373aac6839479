"""Tries every length, shortest first, and every start; serves the order plate by plate."""


def shortest_stretch(belt, order):
    n = len(belt)
    for length in range(1, n + 1):
        for start in range(n):
            plates = [belt[(start + i) % n] for i in range(length)]
            served = True
            for dish, count in order.items():
                for _ in range(count):
                    if dish in plates:
                        plates.remove(dish)
                    elif "?" in plates:
                        plates.remove("?")
                    else:
                        served = False
                        break
            if served:
                return [start, length]
    return []
