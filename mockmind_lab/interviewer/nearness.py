"""How near a sentence is to what tells a problem's ideas, and how near to what is harmless to say of it.

Both are known from texts: the hints and what their author wrote in ``ideas.yaml`` on the one side; the task,
its FAQ, harmless sentences, what the candidate said and the hints they have taken on the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.thesaurus import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Near", "Nearness"]

_GRAM = 4  # letters of a piece of a word
_PAIR = 0.6  # what a pair of words weighs of a word
_LESS = 0.5  # added to each count, so that a word seen once is no proof


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(terms(text))


@lru_cache(maxsize=4096)
def _parts(text: str) -> Mapping[str, float]:
    """Words, pairs of words that follow each other, each with what it weighs among its kind."""
    words = _words(text)
    found = dict.fromkeys(words, 1.0)
    for at, word in enumerate(words):
        for other in words[at + 1 : at + 3]:
            found[" ".join(sorted((word, other)))] = _PAIR
    return found


@lru_cache(maxsize=4096)
def _grams(text: str) -> Mapping[str, float]:
    """Pieces of words: what a word shares with its relatives that no table knows."""
    found: dict[str, float] = {}
    for word in _words(text):
        padded = f"^{word}$"
        for at in range(max(1, len(padded) - _GRAM + 1)):
            found[padded[at : at + _GRAM]] = 1.0
    return found


class Texts:
    """Texts that sentences are compared with: tf-idf and cosine, by an index from part to text."""

    def __init__(self, texts: Iterable[Mapping[str, float]], rarity: Mapping[str, float], most: float) -> None:
        self._rarity, self._most = rarity, most
        self._where: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self.size = 0
        for at, parts in enumerate(texts):
            self.size = at + 1
            length = self._length(parts)
            for part, weight in parts.items():
                self._where[part].append((at, weight * self._rare(part) / length))

    def nearest(self, parts: Mapping[str, float]) -> list[float]:
        """The cosines with all texts that share something, the highest first."""
        found: dict[int, float] = {}
        for part, weight in parts.items():
            for at, value in self._where.get(part, ()):
                found[at] = found.get(at, 0.0) + value * weight * self._rare(part)
        length = self._length(parts)
        return sorted((value / length for value in found.values()), reverse=True)

    def _rare(self, part: str) -> float:
        return self._rarity.get(part, self._most)

    def _length(self, parts: Mapping[str, float]) -> float:
        return sqrt(sum((weight * self._rare(part)) ** 2 for part, weight in parts.items())) or 1.0


def _rarities(texts: Iterable[Mapping[str, float]]) -> tuple[dict[str, float], float]:
    counts: Counter[str] = Counter()
    size = 0
    for parts in texts:
        counts.update(parts.keys())
        size += 1
    return {part: log((size + 1) / (count + 0.5)) for part, count in counts.items()}, log((size + 1) / 0.5)


@dataclass(frozen=True, slots=True)
class Near:
    """Cosines by words and by pieces of words; ``odds`` are of the words by themselves, ``known`` their part
    that any text has."""

    tells: float
    tells_more: float
    pieces: float
    harmless: float
    harmless_pieces: float
    odds: float
    known: float
    told_only: float = 0.0
    harmless_only: float = 0.0
    unknown: float = 0.0
    told_share: float = 0.0
    level: float = 0.0
    short: float = 0.0


class Nearness:
    """One problem's texts: ``telling`` ones and ``harmless`` ones."""

    def __init__(self, groups: tuple[tuple[str, ...], ...], harmless: tuple[str, ...]) -> None:
        telling = tuple(t for g in groups for t in g)
        both = (*telling, *harmless)
        by_words = _rarities(map(_parts, both))
        by_pieces = _rarities(map(_grams, both))
        self._tells, self._harmless = (Texts(map(_parts, texts), *by_words) for texts in (telling, harmless))
        self._pieces, self._harmless_pieces = (Texts(map(_grams, texts), *by_pieces) for texts in (telling, harmless))
        self._rarity, self._most = by_words
        self._levels = Texts(({w: c**0.5 for w, c in Counter(w for t in group for w in set(_words(t))).items()} for group in groups), *by_words)
        told, not_told = (Counter(w for t in texts for w in set(_words(t))) for texts in (telling, harmless))
        self._told, self._not_told = told, not_told
        self._odds = {
            word: log((told[word] + _LESS) / (len(telling) + 2 * _LESS))
            - log((not_told[word] + _LESS) / (len(harmless) + 2 * _LESS))
            for word in told.keys() | not_told.keys()
        }

    def of(self, text: str) -> Near:
        """How near ``text`` is."""
        parts, pieces = _parts(text), _grams(text)
        words = set(_words(text))
        tells, harmless = self._tells.nearest(parts), self._harmless.nearest(parts)
        total = sum(self._rarity.get(word, self._most) for word in words) or 1.0
        rare = lambda ws: sum(self._rarity.get(w, self._most) for w in ws)
        tv, hv = self._told, self._not_told
        only = [w for w in words if w in tv and w not in hv]
        honly = [w for w in words if w not in tv and w in hv]
        unk = [w for w in words if w not in tv and w not in hv]
        return Near(
            told_only=rare(only) / 10,
            harmless_only=rare(honly) / 10,
            unknown=len(unk) / 5,
            told_share=rare(only) / total,
            level=max(self._levels.nearest(dict.fromkeys(words, 1.0)), default=0.0),
            short=float(len(words) < 4),
            tells=tells[0] if tells else 0.0,
            tells_more=sum(tells[:4]) / 4,
            pieces=max(self._pieces.nearest(pieces), default=0.0),
            harmless=harmless[0] if harmless else 0.0,
            harmless_pieces=max(self._harmless_pieces.nearest(pieces), default=0.0),
            odds=sum(self._odds.get(word, 0.0) for word in words) / sqrt(len(words) + 1),
            known=sum(self._rarity[word] for word in words if word in self._rarity) / total,
        )
