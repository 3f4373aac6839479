"""The rubric of version 3: what is looked at, what each band means, and what it all adds up to.

Correctness is the judge's alone. The four criteria beside it are those that practice guides to technical
interviews name; each has four bands. The weights keep an order: who solves a problem without help comes
before who solves it with hints, who comes before who does not solve it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core.descriptors import BANDS, CRITERIA, CriterionName

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BANDS",
    "CORRECTNESS",
    "CRITERIA",
    "NO_EVIDENCE",
    "RUBRIC",
    "VERSION",
    "CriterionName",
    "Hire",
    "Rubric",
]

VERSION = 3
"""Raise it with whatever changes the feedback on any interview: rules, weights, bands, what is evidence.

A report says which version it was scored by, and is scored again by no other. Version 3 reads questions and
answers more closely than 2, and takes no band for a growth that is only likely.
"""
NO_EVIDENCE = "no evidence"
CORRECTNESS = "correctness"

Hire = Literal["", "strong_no_hire", "no_hire", "lean_no_hire", "lean_hire", "hire", "strong_hire"]

_WEIGHTS = {
    CORRECTNESS: 0.50,
    "problem_solving": 0.15,
    "technical_competency": 0.15,
    "testing": 0.10,
    "communication": 0.10,
}


@dataclass(frozen=True, slots=True)
class Rubric:
    """Numbers of the rubric.

    ``weights`` add up to 1. ``passed`` is the part of correctness that tests passed give where the problem
    is not solved. ``worth`` is the part of its weight that each band gives; no band gives nothing: silence
    never earns. Hints cost what was stated, at most the part ``hint_share`` of what correctness gave on that
    problem; besides, the highest level taken caps the score (``hint_caps``, for a problem that is all of
    the interview). ``hire`` are the least scores of the hire bands.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(_WEIGHTS))
    passed: float = 0.35
    worth: tuple[float, float, float, float] = (0.1, 0.4, 0.7, 1.0)
    hint_share: float = 0.4
    hint_caps: tuple[float, float, float] = (90.0, 75.0, 55.0)
    hire: tuple[tuple[float, Hire], ...] = (
        (88.0, "strong_hire"),
        (75.0, "hire"),
        (60.0, "lean_hire"),
        (45.0, "lean_no_hire"),
        (25.0, "no_hire"),
        (0.0, "strong_no_hire"),
    )

    def points(self, name: str) -> float:
        """The points of 100 that ``correctness`` or a criterion can give."""
        return 100.0 * self.weights[name]

    def earned(self, name: str, band: int | None) -> float:
        """The points of 100 that ``band`` gives; None, no evidence, gives none."""
        return self.points(name) * self.worth[band - 1] if band else 0.0

    def hired(self, score: float) -> Hire:
        """The hire band of a score."""
        return next(band for least, band in self.hire if score >= least)


RUBRIC = Rubric()
