"""Versions of a candidate's code: the distinct sources that were run or submitted in a round, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Attempt, Round, Trial

__all__ = ["Version", "versions"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the code, counted from 1, with every run and submission of it in order."""

    number: int
    source: str
    uses: tuple[Trial | Attempt, ...]

    @property
    def seqs(self) -> tuple[int, ...]:
        """The events that hold this version."""
        return tuple(use.seq for use in self.uses)


def versions(current: Round) -> tuple[Version, ...]:
    """The versions of a round. Code that comes back to an earlier version counts as that version."""
    grouped: dict[str, list[Trial | Attempt]] = {}
    for use in sorted((*current.runs, *current.attempts), key=lambda use: use.seq):
        grouped.setdefault(use.artefact.source, []).append(use)
    return tuple(
        Version(number, source, tuple(uses)) for number, (source, uses) in enumerate(grouped.items(), start=1)
    )
