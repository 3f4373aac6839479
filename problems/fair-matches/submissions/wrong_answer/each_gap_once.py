"""Misconception: equal gaps share one position in the list."""


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    gaps = sorted({abs(one - other) for one in home for other in away})
    return gaps[min(k, len(gaps)) - 1]
