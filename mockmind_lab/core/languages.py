"""The languages a solution may be written in: their names, their files, how a cell shows what it defines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.protocol import LANGUAGES as ALIASES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Language", "listing", "named"]


@dataclass(frozen=True, slots=True)
class Language:
    """``name`` is what events, packages and the judge call it, ``title`` what a person reads.

    ``suffix`` is its files', ``comment`` matches the comment at the top of a file, its text as group 1
    (empty for Python, whose docstring says as much).
    """

    name: str
    title: str
    suffix: str
    comment: str = r"\s*(?:/\*+\s*(.*?)\s*\*/|((?://[^\n]*\n\s*)+))"

    def summary(self, source: str) -> str:
        """What the comment at the top of ``source`` says, without its marks; empty if there is none."""
        found = re.match(self.comment, source, re.DOTALL) if self.comment else None
        text = (found[1] or found[2] or "") if found else ""
        return "\n".join(
            re.sub(r"^\s*(?://+|\*)?\s?", "", line).rstrip() for line in text.splitlines()
        ).strip()


LANGUAGES: Mapping[str, Language] = {
    language.name: language
    for language in (
        Language("python", "Python", ".py", comment=""),
        Language("javascript", "JavaScript", ".js"),
        Language("java", "Java", ".java"),
        Language("cpp", "C++", ".cpp"),
        Language("go", "Go", ".go"),
    )
}


def named(word: str) -> Language | None:
    """The language that ``word`` names (``c++``, ``js``), if one does."""
    name = ALIASES.get(word.strip().lower())
    return LANGUAGES[name] if name else None


def listing() -> str:
    """The names to choose from, for a message."""
    return ", ".join(LANGUAGES)
