"""The rubric of version 2: what is looked at, what each band means, and what it all adds up to.

Correctness is the judge's alone. The four criteria beside it are those that practice guides to technical
interviews name; each has four bands. The weights keep an order: who solves a problem without help comes
before who solves it with hints, who comes before who does not solve it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

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

VERSION = 2
NO_EVIDENCE = "no evidence"
CORRECTNESS = "correctness"

CriterionName = Literal["problem_solving", "technical_competency", "testing", "communication"]
Hire = Literal["", "strong_no_hire", "no_hire", "lean_no_hire", "lean_hire", "hire", "strong_hire"]

BANDS = ("weak", "mixed", "good", "strong")
"""The names of the bands 1 to 4."""

CRITERIA: dict[CriterionName, tuple[str, str, str, str]] = {
    "problem_solving": (
        "Found no way that works, sent the same idea again after it had failed, or got there only with the "
        "near-solution hint.",
        "Got part of the way, or all of it after several tries or a hint on the approach; what a failed "
        "verdict showed was used slowly.",
        "Got there without being told the approach; one failed try or a nudge, and the fault was "
        "found from it.",
        "Got there at the first try and without help.",
    ),
    "technical_competency": (
        "The code does not run, or fails on ordinary cases.",
        "The code handles ordinary cases and breaks on edges, on size or at run time; or it is accepted and "
        "costs clearly more than it needs to.",
        "The accepted code costs about what it should; one slip in the language, in speed or in tidiness.",
        "The accepted code costs what it should at the first try, in plain and tidy language.",
    ),
    "testing": (
        "Something was tried, and it could not have shown a fault.",
        "The given examples were run, or own tests catch a few of the faults people make here.",
        "Own inputs were tried, or own tests catch half of the faults people make here.",
        "Several own inputs were tried before submitting, or own tests catch most of the faults people "
        "make here.",
    ),
    "communication": (
        "Spoke, and what was said helps nobody follow the work.",
        "One of three was heard: questions before coding, the approach in words, answers to what was asked.",
        "Two of the three were heard.",
        "All three were heard: questions before coding, the approach in words, answers to what was asked.",
    ),
}
"""The criteria in the order in which they are told, with what the bands 1 to 4 mean."""

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
