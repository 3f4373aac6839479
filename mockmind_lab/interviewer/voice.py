"""Finds words: never the same sentence twice, nothing that leaks, varied but repeatable."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.guard import Guard
from mockmind_lab.interviewer.phrases import phrases, said_in
from mockmind_lab.interviewer.words import sentences

if TYPE_CHECKING:
    from mockmind_lab.interviewer.base import Situation

__all__ = ["Voice", "code", "normal"]


def code(text: str, *, most: int = 60) -> str:
    """``text`` as a code span on one line, cut at ``most`` characters; it can't break out of its span."""
    line = " ".join(text[: most * 10].replace("`", "'").split())
    return f"`{line if len(line) <= most else line[: most - 1].rstrip() + '…'}`"


def normal(sentence: str) -> str:
    """A sentence without case and punctuation, for telling whether it was said before."""
    return " ".join(re.findall(r"[\w+*/^=<>-]+", sentence.lower()))


@lru_cache(maxsize=4096)
def _normals(text: str) -> tuple[str, ...]:
    return tuple(normal(sentence) for sentence in sentences(text))


class Voice:
    """The words for one reaction. What it has found once it will not find again."""

    def __init__(self, situation: Situation) -> None:
        self._state = situation.interview
        self._guard = Guard(situation.interview, situation.problem)
        texts = [m.text for m in self._state.messages if m.speaker == "interviewer"]
        self._texts = [text.lower() for text in texts]
        self._said = {sentence for text in texts for sentence in _normals(text)}

    def used(self, *families: str) -> bool:
        """Whether a phrase of one of ``families`` was said in this interview."""
        ways = [way for family in families for way in phrases().families[family]]
        return any(map(self._has_used, ways))

    def find(self, *families: str, **fields: object) -> str | None:
        """A phrase of the first of ``families`` that has one left to say; None where all are used up.

        A phrase that was not used yet is taken before one that would only differ in what it is filled with.
        """
        key = f"{self._state.id}:{self._state.seq}"
        for family in families:
            for way in sorted(phrases().ways(family, key), key=self._has_used):
                text = _capital(way.format_map(fields))
                parts = _normals(text)
                fresh = len(set(parts)) == len(parts) and self._said.isdisjoint(parts)
                if fresh and self._guard.leak(text) is None:
                    self._texts.append(text.lower())
                    self._said |= set(parts)
                    return text
        return None

    def together(self, *parts: str | None, between: str = " ") -> str | None:
        """The parts there are, as one message; None where there are none."""
        return between.join(part for part in parts if part) or None

    def _has_used(self, way: str) -> bool:
        return any(said_in(text, way) for text in self._texts)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:] if text else text
