"""Misconception: one pass over the sorted ends is enough; a new candle is only joined with the next end."""


def melt(ends, enough):
    done, current = [], 0
    for weight in sorted(ends):
        current = current + weight - 1 if current else weight
        if current >= enough:
            done.append(current)
            current = 0
    return sorted(done + [current] * (current > 0))
