"""Watches an interview's clock: standstills, half time, five minutes left, and the end of time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.interviewer.base import Occasion

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.service.live import Live

__all__ = ["Due", "due", "watch"]

_FIVE_MINUTES = timedelta(minutes=5)
# What a host that took over knows from the transcript that it was said.
_ONCE = {Occasion.HALF_TIME.value, Occasion.FIVE_MINUTES.value}
_CODING = (Phase.CLARIFYING, Phase.OBSERVING, Phase.NUDGING)


@dataclass(frozen=True, slots=True)
class Due:
    """What comes next by the clock. ``mark`` tells this one from others of its kind; it is noticed once."""

    occasion: Occasion
    at: datetime
    mark: int


def due(
    state: Interview,
    now: datetime,
    *,
    standstill: timedelta,
    noticed: set[tuple[str, int]],
    edited: datetime | None = None,
) -> Due | None:
    """The next thing due, or None while the clock stands. Of several the earliest; time being up first.

    ``edited`` is when text was last written that was not run.
    """
    since, stage = state.running_since, state.stage
    if since is None or stage is None:
        return None
    end = since + state.stage_remaining(since)
    time_up = Due(Occasion.TIME_UP, end, stage.index)
    if end <= now:
        return time_up
    found = [time_up]
    current = state.current
    if stage.name is StageName.PROBLEM and current is not None and current.outcome is None:
        seconds = timedelta(seconds=stage.seconds)
        found.append(Due(Occasion.HALF_TIME, end - seconds / 2, stage.index))
        if seconds > 2 * _FIVE_MINUTES:
            found.append(Due(Occasion.FIVE_MINUTES, end - _FIVE_MINUTES, stage.index))
        if state.last_action is not None and current.phase in _CODING:
            idle = max(state.last_action.time, edited or state.last_action.time) + standstill
            found.append(Due(Occasion.STANDSTILL, idle, state.last_action.seq))
    told = {m.occasion for m in state.messages if m.round == state.round} & _ONCE
    fresh = [d for d in found if (d.occasion, d.mark) not in noticed and d.occasion not in told]
    return min(fresh, key=lambda d: d.at)


async def watch(
    live: Live, clock: Clock, *, standstill: timedelta, act: Callable[[Due], Awaitable[None]]
) -> None:
    """Call ``act`` for each thing when it is due, until the interview ends."""
    alarm = _Alarm(clock, live.changed)
    try:
        await _watched(live, clock, alarm, standstill, act)
    finally:
        alarm.stop()


async def _watched(
    live: Live,
    clock: Clock,
    alarm: _Alarm,
    standstill: timedelta,
    act: Callable[[Due], Awaitable[None]],
) -> None:
    while live.state.live:
        live.changed.clear()
        upcoming = due(
            live.state,
            clock.now(),
            standstill=standstill,
            noticed=live.noticed,
            edited=live.texts.edited,
        )
        if upcoming is None:
            await live.changed.wait()
            continue
        left = (upcoming.at - clock.now()).total_seconds()
        if left > 0:
            alarm.ring(upcoming.at)
            await live.changed.wait()
            continue
        live.noticed.add((upcoming.occasion, upcoming.mark))
        await act(upcoming)


class _Alarm:
    """Sets ``changed`` at a time or before it. One that is set too early stays: each event puts a standstill
    off, and to be woken once in vain is cheaper than a new timer an event."""

    def __init__(self, clock: Clock, changed: asyncio.Event) -> None:
        self._clock = clock
        self._changed = changed
        self._at: datetime | None = None
        self._sleep: asyncio.Future[None] | None = None

    def ring(self, at: datetime) -> None:
        """At ``at`` at the latest."""
        if self._sleep is not None and not self._sleep.done() and self._at is not None and self._at <= at:
            return
        self.stop()
        left = (at - self._clock.now()).total_seconds()
        self._at, self._sleep = at, asyncio.ensure_future(self._clock.sleep(left))
        self._sleep.add_done_callback(self._rung)

    def stop(self) -> None:
        """No more."""
        if self._sleep is not None:
            self._sleep.cancel()

    def _rung(self, sleep: asyncio.Future[None]) -> None:
        if not sleep.cancelled():
            self._changed.set()
