"""Finds words: never the same sentence twice, nothing that leaks, varied but repeatable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.guard import leak
from mockmind_lab.interviewer.phrases import pattern, phrases
from mockmind_lab.interviewer.words import sentences

if TYPE_CHECKING:
    from mockmind_lab.interviewer.base import Situation

__all__ = ["Voice", "code", "normal"]


def code(text: str, *, most: int = 60) -> str:
    """``text`` as a code span on one line, cut at ``most`` characters; it can't break out of its span."""
    line = " ".join(text.replace("`", "'").split())
    return f"`{line if len(line) <= most else line[: most - 1].rstrip() + '…'}`"


def normal(sentence: str) -> str:
    """A sentence without case and punctuation, for telling whether it was said before."""
    return " ".join(re.findall(r"[\w+*/^=<>-]+", sentence.lower()))


class Voice:
    """The words for one reaction. What it has found once it will not find again."""

    def __init__(self, situation: Situation) -> None:
        self._state = situation.interview
        self._problem = situation.problem
        self._texts = [m.text for m in self._state.messages if m.speaker == "interviewer"]
        self._said = {normal(sentence) for text in self._texts for sentence in sentences(text)}

    def find(self, *families: str, **fields: object) -> str | None:
        """A phrase of the first of ``families`` that has one left to say; None where all are used up.

        A phrase that was not used yet is taken before one that would only differ in what it is filled with.
        """
        key = f"{self._state.id}:{self._state.seq}"
        for family in families:
            ways = phrases().ways(family, key)
            used = {way for way in ways if any(pattern(way).search(text) for text in self._texts)}
            for way in sorted(ways, key=used.__contains__):
                text = _capital(way.format_map(fields))
                parts = [normal(sentence) for sentence in sentences(text)]
                fresh = len(set(parts)) == len(parts) and not self._said & set(parts)
                if fresh and leak(text, self._state, self._problem) is None:
                    self._texts.append(text)
                    self._said |= set(parts)
                    return text
        return None

    def together(self, *parts: str | None, between: str = " ") -> str | None:
        """The parts there are, as one message; None where there are none."""
        return between.join(part for part in parts if part) or None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:] if text else text
