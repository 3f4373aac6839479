"""Binary search over the gap; a pass with two borders counts the matches that are no less fair."""


def kth_gap(home, away, k):
    if k > len(home) * len(away):
        raise ValueError("there are fewer than k matches")
    home, away = sorted(home), sorted(away)
    low, high = 0, max(home[-1] - away[0], away[-1] - home[0])
    while low < high:
        middle = (low + high) // 2
        if matches_within(home, away, middle) >= k:
            high = middle
        else:
            low = middle + 1
    return low


def matches_within(home, away, gap):
    """How many matches of the sorted clubs have at most this gap."""
    count = first = end = 0
    for rating in home:
        while first < len(away) and away[first] < rating - gap:
            first += 1
        while end < len(away) and away[end] <= rating + gap:
            end += 1
        count += end - first
    return count
