"""Fits the weights of ``weighing`` on the tuning half alone: ``python -m tests.bench.fit_guard [--write]``.

Prints which part each threshold would withhold of texts whose problem had no part in the fit, in six folds.
``--write`` writes the weights of the whole tuning half, with the threshold ``ENOUGH``, to ``weighing.json``.

There are three sorts of texts: the labelled messages; what the problems' authors wrote (``ideas.yaml``,
answers of the FAQ), each compared with the package without it; and ``talk.txt``, what interviewers say of any
problem. What the hints alone show (``HintGuard.by_hints``) has no part in it, for it was written by hand for
these very messages; where it finds something, ``SUSPECTED`` is enough.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.interviewer import weighing
from mockmind_lab.interviewer.grounds import task
from mockmind_lab.interviewer.hintguard import HintGuard
from mockmind_lab.interviewer.words import unmasked
from tests.interviewer.labelled import LIBRARY, censor, labelled, solutions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.policy import Censor

ENOUGH, SUSPECTED = 3.0, 0.5
FOLDS = 6
THRESHOLDS = (1.0, 1.5, 2.1, 2.4, 2.7, 3.0, 3.3)
WEIGHT = {"labelled": 3.0}  # of a text; 1 for the others
WORD = 0.5  # the value of a word that is there; a lower one makes the fit trust words less
LEAST = 5  # problems that a word is in, or it is not weighed
STEPS, RATE, LESS, ROUNDS = 120, 0.25, 1.0, 2
TALK = Path(__file__).with_name("talk.txt")

Part = tuple[dict[str, float], frozenset[str]]
Row = dict[int, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A text: its problem, where it is from, whether it leaks, is withheld anyway, and its sentences."""

    slug: str
    source: str
    leaks: bool
    anyway: bool
    parts: tuple[Part, ...]


def examples() -> Iterator[Example]:
    """All texts of the tuning half that may be told by an idea."""
    messages = [message for message in labelled() if message.split == "tune"]
    for message in messages:
        guard = censor(message.slug, message.hints, message.said, message.code)
        if guard.hints is not None and message.leak in (None, "idea"):
            yield _example(
                message.slug, "labelled", message.text, guard.hints, guard, leaks=message.leak is not None
            )
    talk = TALK.read_text().splitlines()
    for at, slug in enumerate(sorted({message.slug for message in messages})):
        problem, guard = LIBRARY.get(slug), censor(slug)
        for source, text, without in _left_out(problem):
            yield _example(slug, source, text, _hints(without), guard, leaks=source.startswith("tells"))
        whole = _hints(problem)
        for text in talk[at % 10 :: 10]:
            yield _example(slug, "talk", text, whole, guard, leaks=False)


def _left_out(problem: Problem) -> Iterator[tuple[str, str, Problem]]:
    """What the author wrote, each with the problem as if it were not there."""
    ideas = problem.ideas
    if ideas is None:
        return
    for at, tells in enumerate(ideas.tells):
        for text in tells.texts:
            left = tells.model_copy(update={"texts": tuple(t for t in tells.texts if t != text)})
            levels = (*ideas.tells[:at], left, *ideas.tells[at + 1 :])
            without = ideas.model_copy(update={"tells": levels})
            yield f"tells {tells.level}", text, problem.model_copy(update={"ideas": without})
    for text in ideas.harmless:
        without = ideas.model_copy(update={"harmless": tuple(t for t in ideas.harmless if t != text)})
        yield "harmless", text, problem.model_copy(update={"ideas": without})
    for faq in problem.faq:
        left = tuple(other for other in problem.faq if other != faq)
        yield "faq", faq.answer, problem.model_copy(update={"faq": left})


def _hints(problem: Problem) -> HintGuard:
    """The guard of hints alone, before anybody has spoken."""
    return HintGuard(problem, frozenset(), solutions(problem.slug), task(problem), "")


def _example(slug: str, source: str, text: str, hints: HintGuard, guard: Censor, *, leaks: bool) -> Example:
    text = unmasked(text)
    known = hints.weighed(text)
    parts = [(weighing.known(s, s.closest), weighing.words(s.text)) for s in known if s.closest]
    return Example(slug, source, leaks, guard.by_form(text) is not None, tuple(parts))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each feature lies on average and how far it spreads, and the words that are weighed."""

    names: tuple[str, ...]
    mean: dict[str, float]
    spread: dict[str, float]
    words: tuple[str, ...]

    @classmethod
    def of(cls, data: list[Example]) -> Scale:
        parts = [part for example in data for part in example.parts]
        names = tuple(name for name in parts[0][0] if name != "always")
        mean = {name: sum(part[0][name] for part in parts) / len(parts) for name in names}
        spread = {
            name: (sum((part[0][name] - mean[name]) ** 2 for part in parts) / len(parts)) ** 0.5 or 1.0
            for name in names
        }
        slugs = {(word, e.slug) for e in data for part in e.parts for word in part[1]}
        counts = Counter(word for word, _ in slugs)
        return cls(names, mean, spread, tuple(sorted(w for w, count in counts.items() if count >= LEAST)))

    def row(self, part: Part, index: dict[str, int]) -> Row:
        """A sentence as numbers; the first is 1."""
        row = {0: 1.0}
        for at, name in enumerate(self.names, start=1):
            row[at] = (part[0][name] - self.mean[name]) / self.spread[name]
        row.update((index[word], WORD) for word in part[1] if word in index)
        return row

    def weights(self, fitted: list[float]) -> tuple[dict[str, float], dict[str, float]]:
        """The weights of features and words as they are before any scaling."""
        features = {name: fitted[at] / self.spread[name] for at, name in enumerate(self.names, start=1)}
        features["always"] = fitted[0] - sum(weight * self.mean[name] for name, weight in features.items())
        first = 1 + len(self.names)
        return features, {word: fitted[first + at] * WORD for at, word in enumerate(self.words)}


def fit(data: list[Example]) -> weighing.Weights:
    """Logistic regression on the sentence of each text that tells most, by descent with momentum."""
    data = [example for example in data if example.parts]
    scale = Scale.of(data)
    index = {word: at for at, word in enumerate(scale.words, start=1 + len(scale.names))}
    rows = [[scale.row(part, index) for part in example.parts] for example in data]
    weights = [0.0] * (1 + len(scale.names) + len(scale.words))
    for _ in range(ROUNDS):
        chosen = [max(parts, key=lambda row: _value(weights, row)) for parts in rows]
        weights = _descended(weights, chosen, data)
    return weighing.Weights(ENOUGH, SUSPECTED, *scale.weights(weights))


def _descended(weights: list[float], rows: list[Row], data: list[Example]) -> list[float]:
    total = sum(WEIGHT.get(example.source, 1.0) for example in data)
    ahead, before = list(weights), list(weights)
    for step in range(1, STEPS + 1):
        slope = [-LESS * weight * (at > 0) for at, weight in enumerate(ahead)]
        for row, example in zip(rows, data, strict=True):
            off = example.leaks - 1 / (1 + exp(-max(-30.0, min(30.0, _value(ahead, row)))))
            off *= WEIGHT.get(example.source, 1.0)
            for at, value in row.items():
                slope[at] += off * value
        now = [weight + RATE * change / total for weight, change in zip(ahead, slope, strict=True)]
        momentum = (step - 1) / (step + 2)
        ahead = [new + momentum * (new - old) for new, old in zip(now, before, strict=True)]
        before = now
    return before


def _value(weights: list[float], row: Row) -> float:
    return sum(weights[at] * value for at, value in row.items())


def score(example: Example, weights: weighing.Weights) -> float:
    """The score of the sentence that tells most; over all thresholds where the text is withheld anyway."""
    if example.anyway:
        return 99.0
    return max((weighing.summed(*part, weights) for part in example.parts), default=-99.0)


def main(*, write: bool) -> None:
    """Print what thresholds would do, and write the weights."""
    data = list(examples())
    slugs = sorted({example.slug for example in data})
    scored: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        out = set(slugs[fold::FOLDS])
        weights = fit([example for example in data if example.slug not in out])
        scored += [(example, score(example, weights)) for example in data if example.slug in out]
    for leaks in (True, False):
        for source in sorted({example.source for example, _ in scored if example.leaks == leaks}):
            found = [value for example, value in scored if (example.source, example.leaks) == (source, leaks)]
            parts = " ".join(
                f"{threshold}: {sum(value > threshold for value in found) / len(found):.3f}"
                for threshold in THRESHOLDS
            )
            print(f"{'leaking' if leaks else 'others '} {source:9} {len(found):4}  {parts}")
    if write:
        weights = fit(data)
        content = {
            "enough": weights.enough,
            "suspected": weights.suspected,
            "features": {name: round(value, 3) for name, value in weights.features.items()},
            "words": {w: round(v, 2) for w, v in weights.words.items() if abs(v) >= 0.02},
        }
        weighing.FILE.write_text(json.dumps(content, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(write="--write" in sys.argv[1:])
