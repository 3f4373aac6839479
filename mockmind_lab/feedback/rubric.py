"""The rubric of version 1: what gives points of 100, and how many.

Seventy points are the judge's alone. The criteria beside correctness are those that practice guides to
technical interviews name (problem solving, testing, communication), counted only where something was
measured. The weights keep an order: who solves a problem without help comes before who
solves it with hints, who comes before who does not solve it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NO_EVIDENCE", "RUBRIC", "VERSION", "Rubric"]

VERSION = 1
NO_EVIDENCE = "no evidence"


@dataclass(frozen=True, slots=True)
class Rubric:
    """Points of 100. A round's points are divided by the number of rounds.

    ``solved_at`` are the points for problem solving when the first, second, third … submission is
    accepted (the last one counts for all later ones). ``hint_cap`` is the largest share of a round's
    correctness that its hints may cost: a solution with every hint is worth more than none.
    """

    tests_passed: float = 25.0
    solved: float = 45.0
    solved_at: tuple[float, ...] = (10.0, 7.0, 5.0)
    improved: float = 3.0
    ran_before_submitting: float = 5.0
    own_input: float = 5.0
    asked_before_coding: float = 4.0
    explained: float = 3.0
    answered: float = 3.0
    hint_cap: float = 0.5


RUBRIC = Rubric()
