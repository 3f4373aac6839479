"""A stack of waiting masts in each direction, then a choice between the two sides."""


def relay_to(at, heights):
    n = len(at)
    right = next_higher(heights, range(n))
    left = next_higher(heights, range(n - 1, -1, -1))
    answer = []
    for mast in range(n):
        sides = [other for other in (left[mast], right[mast]) if other >= 0]
        answer.append(min(sides, key=lambda o: (abs(at[o] - at[mast]), -heights[o], o), default=-1))
    return answer


def next_higher(heights, order):
    """For each mast the first strictly higher one after it in ``order``, or -1."""
    found = [-1] * len(heights)
    waiting = []
    for mast in order:
        while waiting and heights[waiting[-1]] < heights[mast]:
            found[waiting.pop()] = mast
        waiting.append(mast)
    return found
