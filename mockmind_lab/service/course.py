"""The course of an interview by the clock: watched from its start, ended in time, scored and reported."""

from __future__ import annotations

import asyncio
import base64
import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from mockmind_lab.core import commands
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Outcome
from mockmind_lab.errors import MockmindError
from mockmind_lab.interviewer.base import Occasion
from mockmind_lab.service import narration
from mockmind_lab.service.reviewing import Reviewing
from mockmind_lab.service.watch import Due, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.feedback.base import Evaluator
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.protocol import File
    from mockmind_lab.service.conduct import Conduct
    from mockmind_lab.service.judging import Judging
    from mockmind_lab.service.live import Live
    from mockmind_lab.service.shelf import Shelf

__all__ = ["Course"]

_RETRY_SECONDS = 1.0

log = logging.getLogger(__name__)


class Course:
    """What happens to an interview though nobody asks for it, and how it ends."""

    def __init__(
        self,
        conduct: Conduct,
        judging: Judging,
        shelf: Shelf,
        clock: Clock,
        *,
        evaluator: Evaluator,
        render: Callable[[Sequence[Event]], bytes],
        standstill: timedelta,
    ) -> None:
        self._conduct = conduct
        self._judging = judging
        self._shelf = shelf
        self._clock = clock
        self._evaluator = evaluator
        self._render = render
        self._standstill = standstill
        self._reviewing = Reviewing(evaluator)
        judging.judged = self._reviewing.begin
        conduct.end = self._ended

    def attend(self, live: Live) -> None:
        """Watch the interview's clock until it ends."""

        async def act(item: Due) -> None:
            try:
                await self._on_time(live, item)
            except MockmindError as error:
                log.warning("Interview %s: %s", live.id, error)
                # A full disk is tried again, not hammered.
                await self._clock.sleep(_RETRY_SECONDS)
            except Exception:
                # The watch must go on: else the interview's time would never end.
                log.exception("Interview %s: %s failed", live.id, item.occasion)
                await self._clock.sleep(_RETRY_SECONDS)

        live.spawn(asyncio.ensure_future(watch(live, self._clock, standstill=self._standstill, act=act)))

    async def pause(self, live: Live, reason: str) -> None:
        """Pause because someone went away. Never raises: a store that fails is found by the next command."""
        try:
            await live.decide(lambda state: commands.pause(state, reason))
        except MockmindError as error:
            log.warning("Interview %s could not be paused: %s", live.id, error)

    async def conclude(self, live: Live, reason: str) -> None:
        """End the interview, score it, let go of it. Who comes second waits for who came first."""
        async with live.concluding:
            if not live.state.live:
                return
            outcome = Outcome.OUT_OF_TIME if reason == "time" else Outcome.UNFINISHED
            await live.decide(lambda state: commands.end_round(state, outcome))
            await self._judging.measuring.finish(live)
            await asyncio.gather(self._conduct.noted(live), self._reviewing.end(live))
            score = await self._evaluator.evaluate(
                live.state, tuple(live.events), solved=await self._shelf.solved(live)
            )
            # One commit: no crash can leave an interview that has ended without its score.
            await live.decide(
                *(partial(commands.record, note=call) for call in score.calls),
                lambda state: commands.conclude(state, reason, score.value),
            )
            await self._shelf.leave(live)

    async def close(self) -> None:
        """Free what the evaluator holds."""
        await self._evaluator.close()

    async def report(self, interview: str, events: Sequence[Event]) -> File:
        """The candidate's report: what is for the staff alone is redacted, and the chain still verifies."""
        shown = [e if Audience.CANDIDATE in e.audience else e.redacted() for e in events]
        data = await asyncio.to_thread(self._render, shown)
        return {
            "name": "report.ipynb",
            "data": base64.b64encode(data).decode("ascii"),
            "interview": interview,
        }

    async def _ended(self, live: Live) -> None:
        """The interviewer has said its last word."""
        await self.conclude(live, "finished")
        live.push({"push": "file", "file": await self.report(live.id, live.events)})

    async def _on_time(self, live: Live, item: Due) -> None:
        if item.occasion is not Occasion.TIME_UP:
            self._conduct.begin(live, item.occasion)
            return
        if live.concluding.locked():
            # It is being scored: nothing more is said, and if that fails it is tried again here.
            await self.conclude(live, "time")
            return
        await self._judging.settle(live, "time")
        await live.decide(lambda state: commands.end_round(state, Outcome.OUT_OF_TIME))
        stage = live.state.stage
        await self._conduct.react(live, Occasion.TIME_UP)
        if live.state.stage is not stage:
            return
        over = live.state.remaining(self._clock.now()) <= timedelta()
        if over or not await self._conduct.next_stage(live):
            await self.conclude(live, "time")
            score = narration.feedback(live.state.feedback) if live.state.feedback else ""
            live.push({"push": "file", "file": await self.report(live.id, live.events), "text": score})
        else:
            await self._conduct.react(live, Occasion.STAGE)
