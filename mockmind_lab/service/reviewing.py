"""Reviews of submissions, made beside the interview and in nobody's way; at its end all are there."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from mockmind_lab.core import commands
from mockmind_lab.core.payloads import SubmissionMade, VerdictGiven
from mockmind_lab.core.scoring import ReviewMade
from mockmind_lab.errors import MockmindError
from mockmind_lab.feedback.evaluator import RuleEvaluator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.events import Event
    from mockmind_lab.feedback.base import Evaluator
    from mockmind_lab.service.live import Live

__all__ = ["GRACE_SECONDS", "Reviewing"]

GRACE_SECONDS = 2.0
"""So long the end of an interview waits for reviews that are under way; rules then take their place."""

log = logging.getLogger(__name__)


class Reviewing:
    """One task for each judged submission. What a task could not do in time is done by rules at the end."""

    def __init__(self, evaluator: Evaluator, *, grace: float = GRACE_SECONDS) -> None:
        self._evaluator = evaluator
        self._grace = grace
        self._tasks: dict[str, set[asyncio.Task[None]]] = {}

    def begin(self, live: Live, submission: int) -> None:
        """Review the submission of that ``seq`` in the background; its verdict has just been recorded."""
        task = asyncio.ensure_future(self._review(live, submission))
        live.spawn(task)
        under_way = self._tasks.setdefault(live.id, set())
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    async def end(self, live: Live) -> None:
        """Wait a moment for what is under way, stop it, and let rules review what has no review."""
        under_way = self._tasks.pop(live.id, None)
        if under_way:
            await asyncio.wait(tuple(under_way), timeout=self._grace)
            for task in tuple(under_way):
                task.cancel()
            await asyncio.gather(*tuple(under_way), return_exceptions=True)
        missing = _unreviewed(live.events)
        if not missing:
            return
        why = f"{self._evaluator.name} had not answered when the interview ended"
        rules = RuleEvaluator()
        fallback = "" if self._evaluator.name == rules.name else why
        made = [
            (rules.reviewed(live.state, live.events, seq, fallback=fallback), number)
            for seq, number in missing.items()
        ]
        await live.decide(*(partial(commands.measured, note=note, number=number) for note, number in made))

    async def _review(self, live: Live, submission: int) -> None:
        try:
            number = next(event.round for event in live.events if event.seq == submission)
            found = await self._evaluator.review(live.state, tuple(live.events), submission)
            await live.decide(
                *(partial(commands.record, note=call) for call in found.calls),
                partial(commands.measured, note=found.value, number=number),
            )
        except MockmindError as error:
            log.warning("Submission %s of %s has no review yet: %s", submission, live.id, error)
        except Exception:
            log.exception("The review of submission %s of %s failed", submission, live.id)


def _unreviewed(events: Iterable[Event]) -> dict[int, int]:
    """The judged submissions without a review: ``seq`` and round."""
    made: dict[int, int] = {}
    judged, reviewed = set[int](), set[int]()
    for event in events:
        match event.payload:
            case SubmissionMade():
                made[event.seq] = event.round
            case VerdictGiven(submission=seq):
                judged.add(seq)
            case ReviewMade(submission=seq):
                reviewed.add(seq)
            case _:
                pass
    return {seq: number for seq, number in made.items() if seq in judged - reviewed}
