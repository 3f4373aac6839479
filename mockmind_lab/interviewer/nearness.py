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
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Near", "Nearness"]

_GRAM = 4  # letters of a piece of a word
_PAIR = 0.6  # what a pair of words weighs of a word
_SHORT = 4  # words from which a sentence is not short
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


class _Texts:
    """Texts that sentences are compared with: tf-idf and cosine, by an index from part to text.

    Those of which something is ``asked`` come first, then the ``others``.
    """

    def __init__(
        self,
        asked: Sequence[Mapping[str, float]],
        others: Sequence[Mapping[str, float]],
        rarity: Mapping[str, float],
        most: float,
    ) -> None:
        self._rarity, self._most = rarity, most
        self._where: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._first, self._all = len(asked), len(asked) + len(others)
        for at, parts in enumerate((*asked, *others)):
            length = self._length(parts)
            for part, weight in parts.items():
                self._where[part].append((at, weight * self._rare(part) ** 2 / length))

    def nearest(self, parts: Mapping[str, float]) -> tuple[list[float], list[float]]:
        """The cosines with the first texts and with the others, the highest first."""
        found = [0.0] * self._all
        for part, weight in parts.items():
            for at, value in self._where.get(part, ()):
                found[at] += value * weight
        length = self._length(parts)
        cosines = [value / length for value in found]
        return sorted(cosines[: self._first], reverse=True), sorted(cosines[self._first :], reverse=True)

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
    """How near a sentence is, by cosines and by words that only one side has.

    ``tells`` is the nearest of the telling texts by words, ``tells_more`` the mean of the nearest four,
    ``pieces`` the nearest by pieces of words, ``level`` the nearest of the hints by all that tells it.
    ``odds`` adds what each word says for its side, ``known`` is the part of the words that any text has,
    ``told_only`` and ``harmless_only`` are what one side alone has, ``unknown`` counts what none has.
    """

    tells: float
    tells_more: float
    pieces: float
    level: float
    harmless: float
    harmless_pieces: float
    odds: float
    known: float
    told_only: float
    told_share: float
    harmless_only: float
    unknown: float
    short: float


class Nearness:
    """One problem's texts: those that tell a hint, a group for each hint, and those that are ``harmless``."""

    def __init__(self, groups: tuple[tuple[str, ...], ...], harmless: tuple[str, ...]) -> None:
        telling = tuple(text for group in groups for text in group)
        by_words = self._rarity, self._most = _rarities(map(_parts, (*telling, *harmless)))
        by_pieces = _rarities(map(_grams, (*telling, *harmless)))
        self._texts = _Texts([*map(_parts, telling)], [*map(_parts, harmless)], *by_words)
        self._pieces = _Texts([*map(_grams, telling)], [*map(_grams, harmless)], *by_pieces)
        self._levels = _Texts([*map(_together, groups)], [], *by_words)
        self._told, self._not_told = (
            Counter(word for text in texts for word in set(_words(text))) for texts in (telling, harmless)
        )
        self._odds = {
            word: log((self._told[word] + _LESS) / (len(telling) + 2 * _LESS))
            - log((self._not_told[word] + _LESS) / (len(harmless) + 2 * _LESS))
            for word in self._told.keys() | self._not_told.keys()
        }

    def of(self, text: str) -> Near:
        """How near ``text`` is."""
        parts, pieces, words = _parts(text), _grams(text), set(_words(text))
        tells, harmless = self._texts.nearest(parts)
        tells_pieces, harmless_pieces = self._pieces.nearest(pieces)
        told = self._rare(word for word in words if word in self._told and word not in self._not_told)
        total = self._rare(words) or 1.0
        return Near(
            tells=max(tells, default=0.0),
            tells_more=sum(tells[:4]) / 4,
            pieces=max(tells_pieces, default=0.0),
            level=max(self._levels.nearest(dict.fromkeys(words, 1.0))[0], default=0.0),
            harmless=max(harmless, default=0.0),
            harmless_pieces=max(harmless_pieces, default=0.0),
            odds=sum(self._odds.get(word, 0.0) for word in words) / sqrt(len(words) + 1),
            known=self._rare(word for word in words if word in self._odds) / total,
            told_only=told / 10,
            told_share=told / total,
            harmless_only=self._rare(w for w in words if w in self._not_told and w not in self._told) / 10,
            unknown=sum(word not in self._odds for word in words) / 5,
            short=float(len(words) < _SHORT),
        )

    def _rare(self, words: Iterable[str]) -> float:
        return sum(self._rarity.get(word, self._most) for word in words)


def _together(texts: tuple[str, ...]) -> dict[str, float]:
    """What several texts say together; what more of them say weighs more, but not as much more."""
    counts = Counter(word for text in texts for word in set(_words(text)))
    return {word: sqrt(count) for word, count in counts.items()}
