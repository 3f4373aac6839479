"""A lower and an upper half as heaps; readings that left are dropped when they come to the top."""

from heapq import heappop, heappush


def rolling_median(levels, width):
    low, high, medians = [], [], []  # (-value, index) and (value, index)
    sizes = [0, 0]  # readings of the run in each half, those that left not counted
    in_low = [False] * len(levels)

    def clean(first):
        while low and low[0][1] < first:
            heappop(low)
        while high and high[0][1] < first:
            heappop(high)

    for i, level in enumerate(levels):
        first = i - width + 1
        if first > 0:
            sizes[0 if in_low[first - 1] else 1] -= 1
        clean(first)
        if not low or level <= -low[0][0]:
            heappush(low, (-level, i))
            in_low[i] = True
            sizes[0] += 1
        else:
            heappush(high, (level, i))
            sizes[1] += 1
        while sizes[0] > sizes[1] + 1:
            clean(first)
            value, index = heappop(low)
            heappush(high, (-value, index))
            in_low[index] = False
            sizes[0] -= 1
            sizes[1] += 1
        while sizes[1] > sizes[0]:
            clean(first)
            value, index = heappop(high)
            heappush(low, (-value, index))
            in_low[index] = True
            sizes[0] += 1
            sizes[1] -= 1
        clean(first)
        if first >= 0:
            medians.append(float(-low[0][0]) if width % 2 else (high[0][0] - low[0][0]) / 2)
    return medians
