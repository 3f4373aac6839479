"""A clock that stands still until it is told to go on."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

__all__ = ["ManualClock"]


class ManualClock:
    """Implements ``interviewer.clock.Clock``. Three minutes of standstill take no time with it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        """The time, aware UTC."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Return once the clock was advanced by ``seconds``."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + timedelta(seconds=seconds), future))
        await future

    async def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass, waking each sleeper at its time, in order."""
        end = self._now + timedelta(seconds=seconds)
        while True:
            await _settled()
            due = sorted((s for s in self._sleepers if s[0] <= end and not s[1].done()), key=lambda s: s[0])
            if not due:
                break
            self._now = max(self._now, due[0][0])
            self._sleepers.remove(due[0])
            due[0][1].set_result(None)
        self._sleepers = [s for s in self._sleepers if not s[1].done()]
        self._now = end
        await _settled()


async def _settled() -> None:
    """Let what can run on this loop run before time goes on."""
    for _ in range(5):
        await asyncio.sleep(0)
