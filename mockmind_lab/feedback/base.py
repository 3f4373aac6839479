"""The seam for whoever scores an interview: by rules, or by a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.scoring import FeedbackGiven

__all__ = ["Evaluator"]


class Evaluator(Protocol):
    """Scores an interview."""

    @property
    def name(self) -> str:
        """What its scores are recorded under."""
        ...

    def evaluate(self, interview: Interview, events: Sequence[Event]) -> FeedbackGiven:
        """The feedback on ``interview``, which is the fold of ``events``.

        Each line of the score cites the ``seq`` of the events it rests on; a line without evidence gives
        no points and says so. The lines' points add up to the score.
        """
        ...
