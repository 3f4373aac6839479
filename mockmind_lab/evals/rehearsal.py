"""The room of a simulated interview: the service itself, with a clock that stands and a shared judge."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.events import Event
from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.service import InterviewService
from mockmind_lab.service.measuring import Measuring
from mockmind_lab.service.watch import due
from mockmind_lab.store import EventStore
from mockmind_lab.testing.clock import ManualClock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from mockmind_lab.core.problem import Problem, ProblemTest
    from mockmind_lab.core.verdict import Isolation, Verdict
    from mockmind_lab.interviewer.base import Interviewer
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.service.live import Live
    from mockmind_lab.store import Lease, Record

__all__ = ["NamedStore", "Rehearsal", "SharedJudge"]

_POLL_SECONDS = 0.001


class SharedJudge:
    """One judge for many interviews. What it has judged once it does not run again.

    The same program on the same tests gets the same verdict: ten candidates share a problem's submissions.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[str, str, str, str, int], Verdict] = {}

    def judge(
        self,
        problem: Problem,
        source: str,
        *,
        tests: Sequence[ProblemTest],
        isolation: Isolation,
        language: str = "python",
    ) -> Verdict:
        """The verdict, from the judge or from memory."""
        key = (problem.digest or problem.slug, source, language, isolation.value, len(tests))
        if key not in self._known:
            verdict = self._judge.judge(problem, source, tests=tests, isolation=isolation, language=language)
            if verdict.code == "IE":
                return verdict  # a fault of ours is no fact about the program
            self._known[key] = verdict
        return self._known[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._judge, name)

    def close(self) -> None:
        """One interview's end does not close it; ``shut`` does."""

    def shut(self) -> None:
        """Close the judge itself."""
        self._judge.close()


class NamedStore(EventStore):
    """A store that gives interviews the names it is told, so that one seed gives one conversation.

    ``called`` is told of each call of a model that is stored.
    """

    upcoming = ""
    called: Callable[[ModelCalled], None] | None = None

    def create(self, interview_id: str, **terms: Any) -> Any:
        """Create the interview under ``upcoming``, where that is set."""
        return super().create(self.upcoming or interview_id, **terms)

    async def append_async(self, records: Sequence[Record], *, lease: Lease) -> None:
        """Store ``records``, and tell of the calls among them."""
        await super().append_async(records, lease=lease)
        for record in records if self.called is not None else ():
            payload = Event.from_json(record.json).payload if ModelCalled.kind in record.json else None
            if isinstance(payload, ModelCalled) and self.called is not None:
                self.called(payload)


class _Unmeasured(Measuring):
    """Measures nothing: no measure of an interviewer rests on how a submission's cost grows, and each
    candidate would wait for it."""

    def begin(self, live: Live) -> None:
        """Leave it."""

    async def finish(self, live: Live) -> None:
        """Leave it."""


class Rehearsal(InterviewService):
    """The service, which can also tell when nothing of an interview is under way."""

    def __init__(
        self,
        *,
        store: EventStore,
        library: Library,
        judge: SharedJudge,
        interviewer: Interviewer,
        clock: ManualClock,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            store=store,
            library=library,
            judge=judge,  # pyright: ignore[reportArgumentType] - it has all that the service uses
            interviewer=interviewer,
            evaluator=RuleEvaluator(),
            render=lambda _: b"",  # nobody reads these reports
            clock=clock,
            **kwargs,
        )
        self._judging.measuring = _Unmeasured(self.judge, library)
        self.still = clock

    def is_open(self, interview: str | None) -> bool:
        """Whether the interview goes on."""
        return self._shelf.held(interview) is not None

    def position(self, interview: str | None) -> int:
        """The number of the newest event; 0 where the interview is not open."""
        live = self._shelf.held(interview)
        return live.state.seq if live else 0

    async def events(self, interview: str) -> list[Event]:
        """The events of an interview; those of an open one are in memory already."""
        live = self._shelf.held(interview)
        return list(live.events) if live else await super().events(interview)

    async def settled(self, interview: str | None) -> None:
        """Wait until nobody is at work on the interview: neither a reaction nor the clock's end."""
        # Whoever ends a task or moves the clock tells nobody; a look each millisecond is cheap enough.
        while (live := self._shelf.held(interview)) is not None and self._busy(live):  # noqa: ASYNC110
            await asyncio.sleep(_POLL_SECONDS)

    def next_due(self, interview: str | None) -> datetime | None:
        """When the clock calls for something next; None where it stands or the interview is over."""
        live = self._shelf.held(interview)
        upcoming = self._upcoming(live) if live else None
        return upcoming.at if upcoming else None

    def _upcoming(self, live: Live) -> Any:
        standstill = timedelta(seconds=self.standstill_seconds)
        return due(live.state, self.still.now(), standstill=standstill, noticed=live.noticed)

    def _busy(self, live: Live) -> bool:
        upcoming = self._upcoming(live)
        if upcoming is not None and upcoming.at <= self.still.now():
            return True
        # One task watches the clock for as long as the interview lasts.
        return sum(not task.done() for task in live.tasks) > 1
