"""What the bands of the criteria mean, by version of the rubric: a report shows those it was made by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BANDS", "CRITERIA", "HIRE", "CriterionName", "descriptors"]

CriterionName = Literal["problem_solving", "technical_competency", "testing", "communication"]

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
"""The criteria in the order in which they are told, with what the bands 1 to 4 mean (versions 2 and 3)."""

HIRE: Mapping[str, str] = {
    "strong_no_hire": "strong no hire",
    "no_hire": "no hire",
    "lean_no_hire": "lean no hire",
    "lean_hire": "lean hire",
    "hire": "hire",
    "strong_hire": "strong hire",
}
"""The hire bands in words, from the lowest."""

_BY_VERSION: Mapping[int, Mapping[str, tuple[str, str, str, str]]] = {2: {**CRITERIA}, 3: {**CRITERIA}}


def descriptors(version: int, criterion: str) -> tuple[str, ...]:
    """What the bands 1 to 4 of ``criterion`` mean in that version of the rubric; empty where nobody knows."""
    return _BY_VERSION.get(version, {}).get(criterion, ())
