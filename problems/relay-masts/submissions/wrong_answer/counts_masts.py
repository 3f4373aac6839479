"""Misconception: the nearest mast is the one with the fewest masts in between."""


def relay_to(at, heights):
    answer = []
    for mast in range(len(at)):
        found = -1
        for step in range(1, len(at)):
            sides = [m for m in (mast - step, mast + step) if 0 <= m < len(at) and heights[m] > heights[mast]]
            if sides:
                found = max(sides, key=lambda m: (heights[m], -m))
                break
        answer.append(found)
    return answer
