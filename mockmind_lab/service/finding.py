"""Finds a caller's interview: in hand, in the store, or left behind elsewhere; and attaches callers to it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from mockmind_lab.core import commands
from mockmind_lab.errors import LeaseHeld
from mockmind_lab.protocol import UNNAMED
from mockmind_lab.service import narration
from mockmind_lab.service.opening import host_of

if TYPE_CHECKING:
    from mockmind_lab.protocol import Result
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.service.course import Course
    from mockmind_lab.service.judging import Judging
    from mockmind_lab.service.live import Live
    from mockmind_lab.service.shelf import Shelf

__all__ = ["Finder"]


class Finder:
    """One owner's interviews are found, opened and taken over by one command at a time (``lock``).

    Two that start or resume side by side would else make two interviews, or two watchers of one.
    """

    def __init__(self, shelf: Shelf, course: Course, judging: Judging) -> None:
        self._shelf = shelf
        self._course = course
        self._judging = judging
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def lock(self, caller: Caller) -> asyncio.Lock:
        """To be held while an interview of the caller's owner is opened or taken over."""
        return self._locks[caller.principal.owner]

    def in_hand(self, caller: Caller) -> Live | None:
        """The open interview that the caller is attached to, or that began at its place."""
        live = self._shelf.held(caller.interview) or self._shelf.at(caller)
        terms = live.state.terms if live is not None and live.state.live else None
        return live if terms is not None and terms.owner == caller.principal.owner else None

    async def mine(self, caller: Caller) -> Live | None:
        """The caller's open interview, taken from the store if need be; the caller is attached to it."""
        live = self.in_hand(caller)
        if live is None:
            async with self.lock(caller):
                live = self.in_hand(caller)
                found = None if live else await self._shelf.open_at(caller.principal.owner, caller.place)
                if found is not None:
                    live = await self._take_over(caller, found)
        if live is not None:
            await self.attach(caller, live)
        return live

    async def named(self, caller: Caller, interview: str) -> Live | None:
        """The caller's open interview of that id, wherever it began; the caller is attached to it."""
        live = self._shelf.held(interview)
        if live is None and await self._shelf.is_open(caller.principal.owner, interview):
            async with self.lock(caller):
                live = self._shelf.held(interview) or await self._take_over(caller, interview)
        terms = live.state.terms if live else None
        if live is None or terms is None or terms.owner != caller.principal.owner or not live.state.live:
            return None
        await self.attach(caller, live)
        return live

    async def adopted(self, caller: Caller, *, anywhere: bool) -> Live | None:
        """An open interview that was left behind elsewhere, the newest that is free; attached to the caller.

        With ``anywhere`` false only a kernel of no known notebook adopts, and only what began in such a
        one: there nothing else can find it again. Raises ``LeaseHeld`` if other hosts have all there are.
        """
        if not anywhere and not await self._is_new_and_unnamed(caller):
            return None
        held: LeaseHeld | None = None
        async with self.lock(caller):
            for row in await self._shelf.left_behind(caller.principal.owner):
                if not (anywhere or _unnamed(row.notebook)):
                    continue
                try:
                    live = self._shelf.held(row.id) or await self._take_over(caller, row.id)
                except LeaseHeld as error:
                    held = error
                    continue
                await self.attach(caller, live)
                return live
        if held is not None and anywhere:
            raise held
        return None

    async def nothing(self, caller: Caller) -> Result:
        """What to tell a caller without an open interview: which is open elsewhere, if any, and the view of
        its own last one. A front end that missed the end of that learns of it so."""
        row = next(iter(await self._shelf.left_behind(caller.principal.owner)), None)
        text = narration.nothing_open(row.id if row else None, row.notebook if row else None)
        ended = await self._shelf.last(caller)
        return {"text": text} if ended is None else {"text": text, "view": ended}

    async def attach(self, caller: Caller, live: Live) -> None:
        """Have the caller watch; one whose connection has ended leaves a paused interview instead."""
        before = self._shelf.held(caller.interview)
        if before is not None and before is not live:
            before.callers.discard(caller)
        if before is not live or caller not in live.callers:
            caller.shown = None
        caller.interview = live.id
        if not caller.gone:
            live.callers.add(caller)
        elif live.left_by(caller):
            await self._course.pause(live, live.away(caller))

    async def _take_over(self, caller: Caller, interview: str) -> Live:
        live = await self._shelf.take(interview)
        host = host_of(caller.principal)
        try:
            await live.decide(
                lambda state: commands.take_over(state, host, died_at=live.lease.previous_alive_at)
            )
        except BaseException:
            await self._shelf.leave(live)
            raise
        self._shelf.keep(live)
        self._course.attend(live)
        await self._judging.recover(live)
        return live

    async def _is_new_and_unnamed(self, caller: Caller) -> bool:
        began = await self._shelf.began_at(caller.principal.owner, caller.place)
        return _unnamed(caller.place) and not (caller.place and began)


def _unnamed(place: str | None) -> bool:
    return not place or place.startswith(UNNAMED)
