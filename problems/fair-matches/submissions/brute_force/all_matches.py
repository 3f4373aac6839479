"""Lists all matches and sorts them by gap."""


def kth_gap(home, away, k):
    gaps = sorted(abs(one - other) for one in home for other in away)
    if len(gaps) < k:
        raise ValueError("there are fewer than k matches")
    return gaps[k - 1]
