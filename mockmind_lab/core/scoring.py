"""Payloads that score: the feedback on an interview and the review of a submission, each citing events."""

from __future__ import annotations

from typing import ClassVar, Literal

from mockmind_lab.core.payloads import Frozen, Grown, Payload

__all__ = [
    "Citation",
    "Criterion",
    "FeedbackGiven",
    "Remark",
    "ReviewMade",
    "ScoreLine",
    "Step",
]


class Citation(Frozen):
    """The event of that ``seq``; ``quote`` is a part of its text, word for word (empty: all of it)."""

    event: int
    quote: str = ""


class ScoreLine(Frozen):
    """One line of a score: points of 100 gained (or lost, negative), why, and the events it rests on."""

    label: str
    points: float
    reason: str
    evidence: tuple[int, ...] = ()


class Criterion(Frozen):
    """One criterion of the rubric. ``band`` is 1 (weak) to 4 (strong), None where there is no evidence.

    ``confidence`` is 0 to 1.
    """

    name: Literal["problem_solving", "technical_competency", "testing", "communication"]
    band: int | None
    reason: str
    confidence: float
    citations: tuple[Citation, ...] = ()


class Remark(Frozen):
    """Something that went well, went okay or needs improvement, with the events that show it."""

    kind: Literal["went_well", "went_okay", "needs_improvement"]
    text: str
    citations: tuple[Citation, ...] = ()


class Step(Frozen):
    """A concrete step of the improvement plan; ``problem`` is a slug of the bank to do next, or None."""

    text: str
    problem: str | None = None


class FeedbackGiven(Grown):
    """The score (0–100), how it came about, and advice.

    The points of ``lines`` add up to ``score``; ``without_hints`` is what it would be had no hint been
    taken. ``weights`` are the rubric's, ``correctness`` and each criterion, and add up to 1. ``hire`` is the
    overall band (empty: none can be given). ``criteria`` are over all rounds together. ``fallback`` says in
    one line why the rule-based evaluator took over from a model (empty: it did not); ``prompts`` is the
    version of the prompts with the start of their SHA-256. Rubric version 1 knew neither criteria nor bands.
    """

    kind: ClassVar[str] = "feedback_given"
    later: ClassVar[frozenset[str]] = frozenset(
        {"without_hints", "hire", "weights", "criteria", "remarks", "plan", "fallback", "prompts"}
    )
    evaluator: str
    rubric_version: int
    score: float
    lines: tuple[ScoreLine, ...]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    without_hints: float | None = None
    hire: Literal["", "strong_no_hire", "no_hire", "lean_no_hire", "lean_hire", "hire", "strong_hire"] = ""
    weights: tuple[tuple[str, float], ...] = ()
    criteria: tuple[Criterion, ...] = ()
    remarks: tuple[Remark, ...] = ()
    plan: tuple[Step, ...] = ()
    fallback: str = ""
    prompts: str = ""


class ReviewMade(Payload):
    """A review of the submission whose event has ``submission`` as its ``seq``. No view shows it before
    the interview has ended; the report does. ``fallback`` and ``prompts`` as in ``FeedbackGiven``."""

    kind: ClassVar[str] = "review_made"
    submission: int
    evaluator: str
    text: str
    remarks: tuple[Remark, ...] = ()
    fallback: str = ""
    prompts: str = ""
