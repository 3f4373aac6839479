"""The seam for whoever scores an interview: by rules, or by a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from mockmind_lab.core.scoring import FeedbackGiven, ReviewMade

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.payloads import ModelCalled

__all__ = ["Evaluated", "Evaluator"]

T = TypeVar("T", FeedbackGiven, ReviewMade)


@dataclass(frozen=True, slots=True)
class Evaluated(Generic[T]):
    """What was found, and the calls of models that it took."""

    value: T
    calls: tuple[ModelCalled, ...] = ()


class Evaluator(Protocol):
    """Scores interviews and reviews submissions. It always comes to an answer: rules replace what fails."""

    @property
    def name(self) -> str:
        """Who scores by default."""
        ...

    async def evaluate(
        self, interview: Interview, events: Sequence[Event], *, solved: Collection[str] = ()
    ) -> Evaluated[FeedbackGiven]:
        """The feedback on ``interview``, which is the fold of ``events``.

        Each line of the score cites the ``seq`` of the events it rests on; a line without evidence gives
        no points and says so. The lines' points add up to the score. ``solved`` are problems (slugs)
        that the candidate solved at other times: the plan names none of them.
        """
        ...

    async def review(
        self, interview: Interview, events: Sequence[Event], submission: int
    ) -> Evaluated[ReviewMade]:
        """A review of the submission whose event has ``submission`` as its ``seq`` and which was judged."""
        ...

    async def close(self) -> None:
        """Free what it holds."""
        ...
