"""The one place where the history reads a score out of feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.scoring import FeedbackGiven

__all__ = ["scored"]


def scored(feedback: FeedbackGiven | None) -> tuple[float | None, float | None]:
    """The score (0–100) and what it would be without the cost of hints; None where none was given."""
    if feedback is None:
        return None, None
    if feedback.without_hints is not None:
        return feedback.score, feedback.without_hints
    # Rubric 1 has it in the lines alone: only hints take points away there.
    lost = sum(min(line.points, 0.0) for line in feedback.lines)
    return feedback.score, round(min(feedback.score - lost, 100.0), 1)
