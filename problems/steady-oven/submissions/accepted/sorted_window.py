"""The same window kept as a sorted list; its ends are the extremes."""

from bisect import bisect_left, insort


def longest_steady(temps, swing):
    window, best, left = [], [0, 0], 0
    for temp in temps:
        insort(window, temp)
        while window[-1] - window[0] > swing:
            del window[bisect_left(window, temps[left])]
            left += 1
        if len(window) >= best[1]:
            best = [left, len(window)]
    return best
