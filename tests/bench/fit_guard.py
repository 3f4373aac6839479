"""Fits the weights of ``weighing`` on the tuning half alone: ``python -m tests.bench.fit_guard [--write]``.

Prints which part each threshold would withhold of texts whose problem had no part in the fit, in six folds.
``--write`` writes the weights of the whole tuning half, with the threshold ``ENOUGH``, to ``weighing.json``.
It needs scikit-learn, which nothing else here does: ``pip install scikit-learn``.

There are four sorts of texts: the labelled messages (``guardset``), the older of them also with a talk before
them; those of ``guardset/talks``; what the problems' authors wrote (``ideas.yaml``, answers of the FAQ), each
compared with the package without it, before a hint and a program, after a hint and beside a slow program; and
``talk.txt``, what interviewers say of any problem. What is fitted must not learn from the mere state: that a
candidate has said something makes no leak harmless.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from mockmind_lab.interviewer import weighing
from mockmind_lab.interviewer.grounds import task
from mockmind_lab.interviewer.hintguard import HintGuard
from mockmind_lab.interviewer.words import unmasked
from tests.interviewer.labelled import LIBRARY, TALKS, Labelled, censor, labelled, solutions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.policy import Censor

ENOUGH = 2.2
FOLDS = 6
THRESHOLDS = (1.0, 1.4, 1.8, 2.2, 2.6, 3.0)
WEIGHT = {"labelled": 3.0, "talks": 3.0, "with a talk": 1.0, "after a hint": 0.5, "with code": 0.5}
WORD = 0.5  # the value of a word that is there; a lower one makes the fit trust words less
LEAST = 5  # problems that a word is in, or it is not weighed
LOOSE, ROUNDS = 0.05, 3
TALK = Path(__file__).with_name("talk.txt")
SMALL_TALK = ("ok", "Thanks, I see.", "Let me think about it for a moment.", "Hello! I'm ready.")
_SLOW = ("brute_force", "time_limit_exceeded")

Part = tuple[dict[str, float], frozenset[str]]


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
    dice = random.Random(11)
    messages = [message for message in labelled() if message.split == "tune"]
    for message in messages:
        yield from _labelled("labelled", message)
        if not message.said and not message.code:
            yield from _labelled("with a talk", replace(message, said=(dice.choice(SMALL_TALK),)))
    for message in labelled(TALKS):
        yield from _labelled("talks", message)
    talk = TALK.read_text().splitlines()
    for at, slug in enumerate(sorted({message.slug for message in messages})):
        problem, guard = LIBRARY.get(slug), censor(slug)
        for source, text, without in _left_out(problem):
            yield from _authored(source, text, without, guard, dice)
        whole = _hints(problem)
        for text in talk[at % 10 :: 10]:
            yield _example(slug, "talk", text, whole, guard, leaks=False)


def _labelled(source: str, message: Labelled) -> Iterator[Example]:
    guard = censor(message.slug, message.hints, message.said, message.code)
    if guard.hints is not None:
        yield _example(message.slug, source, message.text, guard.hints, guard, leaks=message.leak is not None)


def _authored(
    source: str, text: str, problem: Problem, guard: Censor, dice: random.Random
) -> Iterator[Example]:
    level = int(source[-1]) if source.startswith("tells") else 0
    slug = problem.slug
    yield _example(slug, source, text, _hints(problem), guard, leaks=level > 0)
    chance = dice.random()
    if chance < 0.3:
        slow = dice.choice([s.source for s in LIBRARY.submissions(slug) if s.kind in _SLOW])
        yield _example(slug, "with code", text, _hints(problem, code=slow), guard, leaks=level > 0)
    elif chance < 0.6:
        taken = dice.choice((1, 1, 2, 2, 3) if level else (1, 2))
        yield _example(slug, "after a hint", text, _hints(problem, taken), guard, leaks=level > taken)


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


def _hints(problem: Problem, taken: int = 0, code: str = "") -> HintGuard:
    """The guard of hints alone, after so many hints and beside a program."""
    levels = frozenset(range(1, taken + 1))
    heard = "\n".join([code, *(hint.text for hint in problem.hints if hint.level in levels)])
    return HintGuard(problem, levels, solutions(problem.slug), f"{task(problem)}\n{heard}", heard)


def _example(slug: str, source: str, text: str, hints: HintGuard, guard: Censor, *, leaks: bool) -> Example:
    text = unmasked(text)
    known = hints.weighed(text)
    parts = [(weighing.known(s, s.closest), weighing.words(s.text)) for s in known if s.closest]
    return Example(slug, source, leaks, any(guard.by_form(text)), tuple(parts))


class Fit:
    """Logistic regression on the sentence of each text that tells most."""

    def __init__(self, data: list[Example]) -> None:
        data = [example for example in data if example.parts]
        self.names = [name for name in data[0].parts[0][0] if name != "always"]
        dense = np.array([[part[0][name] for name in self.names] for e in data for part in e.parts])
        self.mean, self.spread = dense.mean(0), dense.std(0)
        self.spread[self.spread == 0] = 1.0
        counts = Counter(word for word, _ in {(w, e.slug) for e in data for p in e.parts for w in p[1]})
        self.words = {word: at for at, word in enumerate(sorted(w for w, n in counts.items() if n >= LEAST))}
        rows = [self._rows(example) for example in data]
        leaks = [example.leaks for example in data]
        weights = [WEIGHT.get(example.source, 1.0) for example in data]
        chosen = np.stack([row.mean(0) for row in rows])
        for _ in range(ROUNDS):
            self.model = LogisticRegression(C=LOOSE, max_iter=400).fit(chosen, leaks, sample_weight=weights)
            chosen = np.stack([row[np.argmax(row @ self.model.coef_[0])] for row in rows])

    def _rows(self, example: Example) -> np.ndarray:
        dense = np.array([[part[0][name] for name in self.names] for part in example.parts])
        words = np.zeros((len(example.parts), len(self.words)))
        for at, part in enumerate(example.parts):
            words[at, [self.words[word] for word in part[1] if word in self.words]] = WORD
        return np.hstack([(dense - self.mean) / self.spread, words])

    def score(self, example: Example) -> float:
        """That of the sentence that tells most; over all thresholds where the text is withheld anyway."""
        if example.anyway:
            return 99.0
        if not example.parts:
            return -99.0
        return float(self.model.decision_function(self._rows(example)).max())

    def weights(self) -> dict[str, object]:
        """As ``weighing.json`` holds them: before any scaling."""
        fitted = self.model.coef_[0]
        features = dict(zip(self.names, fitted[: len(self.names)] / self.spread, strict=True))
        features["always"] = self.model.intercept_[0] - sum(
            features[name] * mean for name, mean in zip(self.names, self.mean, strict=True)
        )
        words = {word: fitted[len(self.names) + at] * WORD for word, at in self.words.items()}
        return {
            "enough": ENOUGH,
            "features": {name: round(float(value), 3) for name, value in features.items()},
            "words": {word: round(float(value), 2) for word, value in words.items() if abs(value) >= 0.02},
        }


def main(*, write: bool) -> None:
    """Print what thresholds would do, and write the weights."""
    data = list(examples())
    slugs = sorted({example.slug for example in data})
    scored: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        out = set(slugs[fold::FOLDS])
        fit = Fit([example for example in data if example.slug not in out])
        scored += [(example, fit.score(example)) for example in data if example.slug in out]
    for leaks in (True, False):
        for source in sorted({example.source for example, _ in scored if example.leaks == leaks}):
            found = [value for example, value in scored if (example.source, example.leaks) == (source, leaks)]
            parts = " ".join(
                f"{threshold}: {sum(value > threshold for value in found) / len(found):.3f}"
                for threshold in THRESHOLDS
            )
            print(f"{'leaking' if leaks else 'others '} {source:12} {len(found):4}  {parts}")
    if write:
        content = json.dumps(Fit(data).weights(), indent=0, sort_keys=True)
        weighing.FILE.write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(write="--write" in sys.argv[1:])
