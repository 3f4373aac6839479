"""The phrase book of the scripted interviewer, ``prompts/scripted.md``: chosen from, and known again."""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter

__all__ = ["ASKED", "Phrases", "phrases", "read", "said_in"]

ASKED = (
    "review.complexity",
    "review.cost_recalled",
    "review.cost_differs",
    "review.complexity_probe",
    "review.complexity_unsaid",
    "review.complexity_absent",
    "review.edges",
    "review.follow_up",
)
"""Families that are known again in the transcript. Their phrases must not look like one another."""


class Phrases:
    """Families of phrases by name; the phrases of a family say the same in different words.

    ``version`` is the number that the book gives itself, with the start of the SHA-256 of the phrases.
    """

    def __init__(self, families: dict[str, tuple[str, ...]], *, number: str = "0") -> None:
        self.families = families
        digest = hashlib.sha256(repr(sorted(families.items())).encode())
        self.digest = digest.hexdigest()
        self.version = f"{number} ({self.digest[:12]})"

    def fields(self, family: str) -> frozenset[str]:
        """The names in braces that the phrases of ``family`` may hold."""
        parsed = (Formatter().parse(phrase) for phrase in self.families[family])
        return frozenset(name for parts in parsed for _, name, _, _ in parts if name)

    def ways(self, family: str, key: str) -> tuple[str, ...]:
        """The phrases of ``family`` in an order that ``key`` decides: the same for the same key."""
        several = self.families[family]
        start = int.from_bytes(hashlib.sha256(f"{key}:{family}".encode()).digest()[:4], "big") % len(several)
        return several[start:] + several[:start]

    def asked(self, text: str) -> frozenset[str]:
        """Which of ``ASKED`` is found in ``text``: what was asked is kept in messages alone."""
        lower = text.lower()
        return frozenset(
            name for name in ASKED if any(said_in(lower, way) for way in self.families.get(name, ()))
        )


def read(text: str) -> dict[str, tuple[str, ...]]:
    """The families of a phrase book: ``## name`` and a list below it; all else is for its readers."""
    families: dict[str, list[str]] = {}
    name = None
    for line in text.splitlines():
        if line.startswith("## "):
            name = line[3:].strip()
            families[name] = []
        elif line.startswith("- ") and name is not None:
            families[name].append(line[2:].strip())
    return {name: tuple(several) for name, several in families.items()}


@cache
def phrases() -> Phrases:
    """The phrase book that comes with the package."""
    text = (files("mockmind_lab.interviewer") / "prompts" / "scripted.md").read_text(encoding="utf-8")
    number = re.search(r"<!-- version: (\d+)", text)
    return Phrases(read(text), number=number[1] if number else "0")


def said_in(lower: str, phrase: str) -> bool:
    """Whether a message in lower case holds ``phrase``, whatever it was filled with.

    Its fixed parts have to come in order, with something between: one pass, where a pattern with several
    gaps would try every way to fill them.
    """
    at = 0
    for number, part in enumerate(_parts(phrase)):
        at = lower.find(part, at + (number > 0))
        if at < 0:
            return False
        at += len(part)
    return True


@lru_cache(maxsize=1024)
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(re.split(r"\{\w+\}", phrase.lower()))
