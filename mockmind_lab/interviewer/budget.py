"""How much may be spent on models: per interview and per day, with a warning before the end."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from traitlets import Float
from traitlets.config import Configurable

from mockmind_lab.core.events import Event
from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.errors import MockmindError
from mockmind_lab.providers.prices import called
from mockmind_lab.providers.registry import seller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.providers.base import Usage
    from mockmind_lab.providers.prices import Purpose

__all__ = ["Budget", "Standing", "dollars"]

Standing = Literal["ok", "low", "spent"]

_FRESH = timedelta(seconds=60)

log = logging.getLogger(__name__)


class Budget(Configurable):
    """Counts US dollars. A day is one of UTC; what it has cost, on whichever host, is in the store's events.

    The store is asked once a minute, and this host's own calls are added as they come: hosts that share a
    store can pass the bound together by what they spend in a minute. A model whose price nobody knows costs
    nothing here.
    """

    interview_dollars = Float(2.0, help="US dollars that an interview may cost. 0: no bound.").tag(
        config=True
    )
    day_dollars = Float(
        20.0,
        help="US dollars that all interviews of a day (UTC) in one store may cost, on all hosts together. "
        "0: no bound.",
    ).tag(config=True)
    low_at = Float(0.8, min=0, max=1, help="Part of a budget from which on its end is warned of.").tag(
        config=True
    )

    def __init__(self, *, calls: Callable[[datetime], Sequence[str]] | None = None, **kwargs: Any) -> None:
        """``calls`` gives the calls since a time; without it only this host's are counted."""
        super().__init__(**kwargs)
        self._calls = calls
        self._day = datetime.min.replace(tzinfo=UTC)
        self._spent = 0.0
        self._asked = self._day
        self._asking = asyncio.Lock()
        self._warned: set[datetime] = set()
        self._sellers: dict[str, str] = {}

    async def refresh(self, now: datetime) -> None:
        """Ask the store what the day has cost, if that was not done lately. Where it can't say, go on."""
        async with self._asking:
            if self._calls is None or (self._day == _day(now) and now - self._asked < _FRESH):
                return
            self._asked = now
            try:
                found = await asyncio.to_thread(self._calls, _day(now))
                spent = dollars(found, since=_day(now))
            except MockmindError as error:
                log.warning("What models cost today is not known: %s", error)
                return
            self._day, self._spent = _day(now), spent
            self._warn(now)

    def spend(self, dollars: float, now: datetime) -> None:
        """Count a call."""
        if _day(now) != self._day:
            self._day, self._spent = _day(now), 0.0
        self._spent += dollars
        self._warn(now)

    def call(self, model: str, purpose: Purpose, usage: Usage, situation: Situation) -> ModelCalled:
        """A call of ``model``, counted and priced, as it is to be recorded."""

        def standing(cost: float) -> Standing:
            self.spend(cost, situation.now)
            return self.standing(situation.interview.cost.dollars + cost, situation.now)

        if model not in self._sellers:
            self._sellers[model] = seller(model, config=self.config)
        where = self._sellers[model]
        return called(model, purpose, usage, at=situation.now, standing=standing, seller=where)

    def standing(self, interview: float, now: datetime) -> Standing:
        """Where the spending stands, ``interview`` being what this one has cost so far."""
        today = self._spent if _day(now) == self._day else 0.0
        bounds = ((interview, self.interview_dollars), (today, self.day_dollars))
        part = max((spent / bound for spent, bound in bounds if bound > 0), default=0.0)
        return "spent" if part >= 1 else "low" if part >= self.low_at else "ok"

    def _warn(self, now: datetime) -> None:
        """Once a day, to whoever pays."""
        if self._day not in self._warned and self.standing(0.0, now) != "ok":
            self._warned = {self._day}
            log.warning("Models have cost $%.2f today, of $%.2f.", self._spent, self.day_dollars)


def dollars(calls: Iterable[str], *, since: datetime) -> float:
    """What ``calls``, the events of models' calls as JSON, cost from ``since`` on."""
    found = (Event.from_json(text) for text in calls)
    paid = (e.payload for e in found if e.time >= since and isinstance(e.payload, ModelCalled))
    return sum(call.dollars or 0.0 for call in paid)


def _day(now: datetime) -> datetime:
    """When the day of ``now`` began."""
    return datetime.combine(now.astimezone(UTC).date(), time(), UTC)
