"""How much a sentence tells of a problem whose author told its ideas in other words (``ideas.yaml``).

What is known of the sentence's form, how near it is to the author's texts, and its words are weighed
together. The weights in ``weighing.json`` were fitted on the tuning half of the problems alone (``python -m
tests.bench.fit_guard``): on its labelled messages, and on its authors' texts, each compared with the others.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.technique import everyday, gists, plainly
from mockmind_lab.interviewer.telling import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mockmind_lab.interviewer.nearness import Near
    from mockmind_lab.interviewer.telling import Sentence

__all__ = ["Weights", "known", "summed", "tells", "unsure", "weigh", "words"]

FILE = Path(__file__).with_name("weighing.json")
_UNSURE, _SURE = -1.5, 4.0
"""Scores between which a second opinion is worth its time: below the first was one in seventy of the leaks of
the tuning half's talks, above the other none of its harmless messages."""
_WORD = re.compile(r"[a-z']+|[?`]")
_RESULT = re.compile(
    r"\b(?:example|test|case|verdict|submi\w+|error|exception|traceback|passe[sd]|fails?|green|output|returns?"
    r"|prints?|answer|trace|explain|check|minutes|hints?|editor|statement|correct|costs?)\b",
    re.IGNORECASE,
)
_ASSIGNS = re.compile(r"\w\]? ?(?:[-+*/|^&]?=|==|<-) ?\w")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature and each word weighs, and the score from which a sentence tells too much."""

    enough: float
    features: Mapping[str, float]
    words: Mapping[str, float]


def known(sentence: Sentence, near: Near) -> dict[str, float]:
    """What is weighed of a sentence, by name, but its words."""
    text, said = sentence.text, sentence.said
    found = {name: float(value) for name, value in features(sentence).items()}
    return found | {
        "tells": near.tells,
        "tells more": near.tells_more,
        "tells, pieces": near.pieces,
        "tells, level": near.level,
        "harmless": near.harmless,
        "harmless, pieces": near.harmless_pieces,
        "odds": near.odds,
        "known": near.known,
        "told only": near.told_only,
        "told only, share": near.told_share,
        "harmless only": near.harmless_only,
        "unknown": near.unknown,
        "short": near.short,
        "name": float(bool(plainly(text))),
        "gist": float(bool(gists(text))),
        "word": float(bool(everyday(text))),
        "own": sum(word in sentence.own for word in said) / (len(said) or 1),
        "assigns": float(_ASSIGNS.search(text) is not None),
        "length": min(len(text.split()), 40) / 10,
        "results": min(len(_RESULT.findall(text)), 3) / 3,
        "numbers": float(re.search(r"\d", text) is not None),
        "asked": float(sentence.asked),
        "theirs": float(sentence.theirs),
        "theirs, wrote": float(sentence.theirs and sentence.wrote),
        "named": float(sentence.named),
        "described": float(sentence.described),
        "ruled": float(sentence.ruled),
        "is code": float(sentence.is_code),
        "beside code": float(sentence.beside_code),
        "taken": float(sentence.taken),
    }


@lru_cache(maxsize=2048)
def words(text: str) -> frozenset[str]:
    """The words of a sentence, grammar included."""
    return frozenset(_WORD.findall(text.lower().replace("\u2019", "'")))


@lru_cache(maxsize=1)
def _weights() -> Weights:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(content["enough"], content["features"], content["words"])


def weigh(sentence: Sentence, near: Near) -> float:
    """The logarithm of the odds that the sentence gives an idea away."""
    return summed(known(sentence, near), words(sentence.text), _weights())


def summed(found: Mapping[str, float], said: Iterable[str], weights: Weights) -> float:
    """The score of what is known of a sentence and of its words."""
    dense = sum(weights.features.get(name, 0.0) * value for name, value in found.items())
    return dense + sum(weights.words.get(word, 0.0) for word in said)


def tells(score: float) -> bool:
    """Whether a sentence tells too much."""
    return score > _weights().enough


def unsure(score: float) -> bool:
    """Whether the weights alone should not decide."""
    return _UNSURE < score <= _SURE
