"""Words brought to common forms, for the detectors alone: none of it is the interviewer's own."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["compact", "grams", "sentences", "stem", "stems", "tokens"]

_EVERYDAY = """
a about after again all also an and any are as at be been before but by can could did do does each
either else every first for from get give go has have here how i if in into is it its just keep last
let like look make may me more most much must my need no not now of off on once one only or other our
out over own say see so some still such take than that the their them then there these they thing this
those to too two under up use very was way we well were what when where which while who why will with
would you your
"""
_COMMON = frozenset(_EVERYDAY.split())
_VOWELS = "aeiou"
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """``word`` in lower case without its common ending."""
    word = word.lower()
    for ending in _ENDINGS:
        left = len(word) - len(ending)
        # Three letters are a stem where they can be a word: ``add`` of ``adding``, no ``tri`` of ``tried``.
        enough = left > 3 or (left == 3 and (ending == "s" or word[left - 1] not in _VOWELS))
        if word.endswith(ending) and enough:
            word = word[:left]
            break
    return word[:-1] if len(word) > 3 and word[-1] in "ey" else word


@lru_cache(maxsize=4096)
def stems(text: str, *, common: bool = False) -> tuple[str, ...]:
    """The stems of the words of ``text`` in order, the most common ones left out unless ``common``."""
    found = re.findall(r"[A-Za-z_]+|\d+", text)
    return tuple(stem(word) for word in found if common or word.lower() not in _COMMON)


def grams(words: tuple[str, ...], size: int) -> set[tuple[str, ...]]:
    """Runs of ``size`` of ``words``."""
    return {words[at : at + size] for at in range(len(words) - size + 1)}


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[str, ...]:
    """Names, numbers and operators, as any language has them; marks of prose are left out."""
    return tuple(re.findall(r"[A-Za-z_]\w*|\d+|[-+*/%<>=!&|^~]+|[\[\](){}:]", text))


def sentences(text: str) -> list[str]:
    """The sentences of a message in lower case, without punctuation and formatting; empty ones left out."""
    text = re.sub(r"(?<!\w)\*+|\*+(?!\w)", " ", text)
    parts = re.split(r"(?<=[.?!])[”\"')]*\s+|\n+", text)
    plain = (" ".join(re.findall(r"[\w+*/^=<>-]+", part.lower())) for part in parts)
    return [part for part in plain if part]


def compact(text: str) -> str:
    """``text`` without white space and with one kind of quotation mark: data compares whatever its layout."""
    return re.sub(r"\s+", "", text).replace('"', "'")
