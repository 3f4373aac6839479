"""Misconception: candles that are heavy enough are put aside and never melted any more."""

import heapq


def melt(ends, enough):
    light = [weight for weight in ends if weight < enough]
    done = [weight for weight in ends if weight >= enough]
    heapq.heapify(light)
    while len(light) > 1:
        candle = heapq.heappop(light) + heapq.heappop(light) - 1
        if candle < enough:
            heapq.heappush(light, candle)
        else:
            done.append(candle)
    return sorted(done + light)
