"""Follows the answers of masts that are done: a mast that is not higher is jumped over with all it covers."""


def relay_to(at, heights):
    n = len(at)
    left, right = [-1] * n, [n] * n
    for mast in range(n):
        other = mast - 1
        while other >= 0 and heights[other] <= heights[mast]:
            other = left[other]
        left[mast] = other
    for mast in range(n - 1, -1, -1):
        other = mast + 1
        while other < n and heights[other] <= heights[mast]:
            other = right[other]
        right[mast] = other
    return [choose(at, heights, mast, left[mast], right[mast]) for mast in range(n)]


def choose(at, heights, mast, left, right):
    if left < 0 or right == len(at):
        return left if right == len(at) else right
    near, far = at[mast] - at[left], at[right] - at[mast]
    if near != far:
        return left if near < far else right
    return left if heights[left] >= heights[right] else right
