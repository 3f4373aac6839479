"""Writes down every sequence of strokes and looks which of them follow the rules."""

from itertools import product


def count_patterns(beats, accents):
    count = 0
    for strokes in range(1, beats + 1):
        for pattern in product((1, 2), repeat=strokes):
            begins = [1 + sum(pattern[:i]) for i in range(strokes)]
            fills = sum(pattern) == beats
            doubled = any(pattern[i] == pattern[i + 1] == 2 for i in range(strokes - 1))
            if fills and not doubled and set(accents) <= set(begins):
                count += 1
    return count
