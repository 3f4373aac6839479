"""Misconception: of two masts equally far away the left one is taken, whatever their heights."""


def relay_to(at, heights):
    def next_higher(order):
        found, waiting = {}, []
        for mast in order:
            while waiting and heights[waiting[-1]] < heights[mast]:
                found[waiting.pop()] = mast
            waiting.append(mast)
        return found

    right, left = next_higher(range(len(at))), next_higher(range(len(at) - 1, -1, -1))
    answer = []
    for mast in range(len(at)):
        sides = [side[mast] for side in (left, right) if mast in side]
        answer.append(min(sides, key=lambda other: abs(at[other] - at[mast]), default=-1))
    return answer
