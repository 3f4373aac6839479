# ruff: noqa: E501 - a pattern is read best as one line
"""How much a sentence tells of a hint: what is known of its words and its form, weighed together.

The weights were fitted on the tuning half of the labelled messages (``python -m tests.bench.fit_guard``),
none of them by hand. They weigh what is left when names of techniques and very words of hints have been looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.interviewer.nearness import Near

__all__ = ["ENOUGH", "UNSURE", "WEIGHTS", "Sentence", "features", "score"]

ENOUGH = 1.3
"""The score from which a sentence gives an idea away: one that no harmless message of the tuning half had
when its problem had no part in the fit."""
UNSURE = -2.0
"""The score from which a second opinion is worth its time: one in seventeen of the leaks of the tuning half's
talks had less."""

WEIGHTS: dict[str, float] = {
    "always": -1.36,
    "near": 1.25,
    "like a hint": 0.89,
    "like the task": -1.49,
    "in hints": 0.16,
    "in a fact": -1.63,
    "suggests": 2.39,
    "asks": -1.34,
    "of the candidate": -1.41,
    "of the interview": -1.36,
    "is a fact": -1.73,
    "words": 1.67,
    "suggests what is near": 1.60,
    "states what is near": 0.13,
    "everyday name": 1.06,
    "bids": 0.67,
    "shared": 1.58,
    "quotes the candidate": -0.37,
}
_TALK = re.compile(
    r"\b(?:example|test|case|verdict|submi\w+|error|exception|traceback|run|passes|passed|fails?|green|output|returns?|prints?|program"
    r"|code|function|loop|line|result|answer|trace|explain|tell me|say (?:what|why|how)|try it|check|ready|your time|questions?|hints?|sorry"
    r"|editor|notebook|limits?|constraints?|correct|statement|intended)\b",
    re.IGNORECASE,
)  # fmt: skip
_YOURS = re.compile(r"\byours?\b|\byou\b", re.IGNORECASE)
_QUOTES = re.compile(
    r"\b(?:you|i) (?:say|said|mention\w*|claim\w*|told|wrote|see)\b|\bas you\b", re.IGNORECASE
)
_MOST_WORDS = 12
_MOST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of a sentence.

    ``ideas`` and ``facts`` are the concepts of hints and of what was told or said, a set for each sentence,
    ``near`` is how near it is to a hint, ``own`` are concepts the candidate has used that the task has not.
    ``closest`` is there where the problem's author told its ideas in other words. ``asked`` is whether the
    message ends with a question; ``theirs`` says what the candidate does, who ``wrote`` something. A technique
    that is wanted is ``named`` or ``described``; ``ruled`` is what a rule finds a leak. ``is_code`` is a line of
    a block of code, ``beside_code`` a sentence of a message that has one; so many hints are ``taken``.
    """

    text: str
    said: frozenset[str]
    ideas: tuple[frozenset[str], ...]
    facts: tuple[frozenset[str], ...]
    own: frozenset[str]
    near: float
    suggests: bool
    bids: bool
    is_fact: bool
    everyday: bool
    closest: Near | None = None
    asked: bool = False
    theirs: bool = False
    wrote: bool = False
    named: bool = False
    described: bool = False
    ruled: bool = False
    is_code: bool = False
    beside_code: bool = False
    taken: int = 0


def features(sentence: Sentence) -> dict[str, float]:
    """What is weighed of a sentence, by name."""
    said, text, near = sentence.said, sentence.text, sentence.near
    weights = {word: 0.15 if word in sentence.own else 1.0 for word in said}
    total = sum(weights.values()) or 1.0

    def most(parts: tuple[frozenset[str], ...]) -> float:
        return max((sum(map(weights.__getitem__, said & part)) for part in parts), default=0.0)

    idea, fact = most(sentence.ideas), most(sentence.facts)
    hinted = frozenset[str]().union(*(said & part for part in sentence.ideas))
    shared = max((len((said & part) - sentence.own) for part in sentence.ideas), default=0)
    asks = text.rstrip().endswith("?")
    return {
        "always": 1.0,
        "near": near,
        "like a hint": idea / (total + 1) ** 0.5,
        "like the task": fact / (total + 1) ** 0.5,
        "in hints": sum(weights[word] for word in hinted) / total,
        "in a fact": fact / total,
        "suggests": sentence.suggests,
        "asks": asks and not sentence.suggests,
        "of the candidate": _YOURS.search(text) is not None,
        "of the interview": _TALK.search(text) is not None,
        "is a fact": sentence.is_fact and not sentence.bids,
        "words": min(len(said), _MOST_WORDS) / 10,
        "suggests what is near": near * sentence.suggests,
        "states what is near": near * (not asks and not sentence.suggests),
        "everyday name": sentence.everyday,
        "bids": sentence.bids,
        "shared": min(shared, _MOST_SHARED) / _MOST_SHARED,
        "quotes the candidate": _QUOTES.search(text) is not None,
    }


def score(sentence: Sentence) -> float:
    """The logarithm of the odds that the sentence gives an idea away."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features(sentence).items())
