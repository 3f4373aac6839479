"""What an import finds and what becomes of it, as data."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockmind_lab.library import Package

if TYPE_CHECKING:
    from mockmind_lab.authoring import Draft

__all__ = ["Item", "Notes", "Prepared", "slug_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """One problem of the source. ``slug`` names the package that was written; empty where ``reason`` says
    why there is none. ``notes`` list what was left out or changed, a line each."""

    name: str
    slug: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A package as the source has it, not yet judged. ``name`` is what the source calls it."""

    name: str
    draft: Draft
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects what can't be carried over; the same said twice is said once, with a count."""

    lines: list[str] = field(default_factory=list[str])
    counted: Counter[str] = field(default_factory=Counter[str])

    def say(self, line: str) -> None:
        """A line of its own."""
        self.lines.append(line)

    def count(self, what: str) -> None:
        """One more of a kind, like ``call of f: returns a set``."""
        self.counted[what] += 1

    def all(self) -> tuple[str, ...]:
        """Every line."""
        return (
            *self.lines,
            *(f"{count} × {what}" if count > 1 else what for what, count in self.counted.items()),
        )


def slug_of(*words: str) -> str:
    """A package's name made of ``words``."""
    text = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:60].strip("-")
    return text if Package.is_slug(text) else "imported-problem"
