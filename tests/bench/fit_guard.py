"""Fits the weights of ``telling`` on the tuning half alone: ``python -m tests.bench.fit_guard``.

Prints the weights, and what each threshold would withhold of messages whose problem had no part in the fit.
"""

from __future__ import annotations

from math import exp

from mockmind_lab.interviewer.telling import Sentence, features
from mockmind_lab.interviewer.words import unmasked
from tests.interviewer.labelled import censor, labelled

FOLDS = 7
STEPS, RATE, LESS = 400, 0.5, 0.001

Rows = list[tuple[str, bool, bool, list[list[float]]]]


def rows() -> tuple[list[str], Rows]:
    """The names of the features; and each message as problem, leaking, withheld anyway, its sentences."""
    found: Rows = []
    names = list(features(Sentence("", frozenset(), (), (), frozenset(), 0.0, False, False, False, False)))
    for message in labelled():
        if message.split != "tune" or message.leak not in (None, "idea"):
            continue
        guard = censor(message.slug, message.hints, message.said, message.code).hints
        if guard is None:
            continue
        parts = [list(features(part).values()) for part in guard.weighed(unmasked(message.text))]
        by_rule = guard.by_rule(unmasked(message.text)) is not None
        found.append((message.slug, message.leak is not None, by_rule, parts or [[0.0] * len(names)]))
    return names, found


def best(weights: list[float], parts: list[list[float]]) -> tuple[float, list[float]]:
    """The sentence with the highest score."""
    return max((sum(w * x for w, x in zip(weights, part, strict=True)), part) for part in parts)


def fit(data: Rows, size: int) -> list[float]:
    """Logistic regression on the sentence of each message that tells most, by plain descent."""
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [0.0] * size
        for _, leaks, _, parts in data:
            value, part = best(weights, parts)
            off = leaks - 1 / (1 + exp(-value))
            slope = [s + off * x for s, x in zip(slope, part, strict=True)]
        weights = [
            w + RATE * (s / len(data) - LESS * w * (at > 0))
            for at, (w, s) in enumerate(zip(weights, slope, strict=True))
        ]
    return weights


def main() -> None:
    """Print weights and thresholds."""
    names, data = rows()
    slugs = sorted({slug for slug, *_ in data})
    left_out: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        out = set(slugs[fold::FOLDS])
        weights = fit([row for row in data if row[0] not in out], len(names))
        left_out += [
            (best(weights, parts)[0], leaks, rule) for slug, leaks, rule, parts in data if slug in out
        ]
    leaking = sum(leaks for _, leaks, _ in left_out)
    for threshold in (0.3, 0.5, 0.65, 0.8, 1.0, 1.3, 1.6, 2.0):
        caught = sum(leaks and (rule or value > threshold) for value, leaks, rule in left_out)
        false = sum(not leaks and (rule or value > threshold) for value, leaks, rule in left_out)
        print(f"{threshold:5}: {caught} of {leaking} leaks, {false} of {len(left_out) - leaking} others")
    for name, weight in zip(names, fit(data, len(names)), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
