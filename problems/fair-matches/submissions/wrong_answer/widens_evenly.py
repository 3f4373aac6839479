"""Misconception: the k fairest matches are every home player's nearest away players, taken in turn."""


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    gaps = []
    rows = [sorted(abs(one - other) for other in away) for one in home]
    for column in zip(*rows, strict=True):
        gaps += sorted(column)
        if len(gaps) >= k:
            break
    return gaps[k - 1]
