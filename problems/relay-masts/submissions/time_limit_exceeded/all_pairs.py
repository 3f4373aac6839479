"""Compares each mast with all others: quadratic."""


def relay_to(at, heights):
    answer = []
    for mast, height in enumerate(heights):
        best = None
        for other, other_height in enumerate(heights):
            if other_height > height:
                rank = (abs(at[other] - at[mast]), -other_height, other)
                if best is None or rank < best:
                    best = rank
        answer.append(best[2] if best else -1)
    return answer
