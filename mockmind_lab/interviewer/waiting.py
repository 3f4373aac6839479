"""How long a candidate is made to wait for a model before the scripted interviewer speaks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from mockmind_lab.errors import ModelUnavailable
from mockmind_lab.interviewer.base import Occasion

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.clock import Clock

__all__ = ["Late", "Patience", "patience", "waited", "within"]

T = TypeVar("T")


class Late(ModelUnavailable):
    """It did not answer in time; nothing says that it failed."""


_MOST_SECONDS = 9.0
"""From what a candidate did to a word on it, also where another reaction came between."""
_UNASKED = frozenset(
    {
        Occasion.RUN_PASSED, Occasion.RUN_FAILED, Occasion.STANDSTILL, Occasion.HALF_TIME,
        Occasion.FIVE_MINUTES, Occasion.HINT_TAKEN, Occasion.TIME_UP,
    }
)  # fmt: skip
"""Occasions on which nobody waits for a word. They are over soon, for a question may come meanwhile."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: until the first sentence, between two, and for the whole reaction."""

    first: float
    between: float
    whole: float


async def within(clock: Clock, seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` comes to. Ends it and raises ``TimeoutError`` after ``seconds`` by ``clock``."""
    working = asyncio.ensure_future(work)
    late = asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait((working, late), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise TimeoutError
    finally:
        late.cancel()
        working.cancel()
        await asyncio.gather(working, late, return_exceptions=True)


def patience(occasion: Occasion, situation: Situation, *, asked: float, unasked: float) -> Patience:
    """The patience of one reaction. ``asked`` and ``unasked`` are seconds to a first sentence.

    Who wrote while the interviewer was speaking has waited already: that counts toward the longest wait. So
    a whole reaction takes no longer than that either.
    """
    most = max(_MOST_SECONDS, asked)
    if occasion in _UNASKED:
        return Patience(min(unasked, asked), unasked, max(unasked, asked))
    return Patience(min(asked, most - waited(occasion, situation)), asked, most)


def waited(occasion: Occasion, situation: Situation) -> float:
    """Seconds since the oldest of what is to be answered; those of a pause do not count."""
    times = [situation.since or situation.now]
    if occasion is Occasion.MESSAGE:
        runs = situation.interview.running_since
        times += [max(m.time, runs) if runs else m.time for m in situation.unanswered]
    return max((situation.now - min(times)).total_seconds(), 0.0)
