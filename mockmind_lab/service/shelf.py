"""The interviews that this host holds, and the way to those that only the store has."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockmind_lab.core import commands
from mockmind_lab.core.choosing import Past
from mockmind_lab.core.events import Event
from mockmind_lab.core.interview import IllegalEvent, fold
from mockmind_lab.core.payloads import Audience, ProblemPresented, RoundEnded
from mockmind_lab.core.phases import Outcome
from mockmind_lab.core.views import view, visible
from mockmind_lab.errors import MockmindError, Refused, StoreError, UnknownName
from mockmind_lab.service.live import Live
from mockmind_lab.store import new_holder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.protocol import View
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.service.opening import Opening
    from mockmind_lab.store import EventStore, InterviewRow

__all__ = ["Shelf"]

_INLINE_CHARACTERS = 64_000
"""A longer cell is kept as a blob; no submission may be that long."""

_MOST_LOOKED_AT = 20

log = logging.getLogger(__name__)


def _given(texts: Sequence[str]) -> list[Past]:
    """The problems that were given, from events that tell of them. What can't be read is left out."""
    given: dict[tuple[str, int], Past] = {}
    for text in texts:
        try:
            event = Event.from_json(text)
        except MockmindError as error:
            log.warning("What was given before can't all be read: %s", error)
            continue
        place = event.interview, event.round
        if isinstance(event.payload, ProblemPresented):
            given[place] = Past(event.payload.slug, event.time, solved=False)
        elif isinstance(event.payload, RoundEnded) and place in given:
            given[place] = replace(given[place], solved=event.payload.outcome is Outcome.SOLVED)
    return list(given.values())


class Shelf:
    """Interviews in hand by id. Holds their leases and keeps renewing them."""

    def __init__(self, store: EventStore, clock: Clock) -> None:
        self.seen: list[str] = []
        self._store = store
        self._clock = clock
        self._holder = new_holder()
        self._lives: dict[str, Live] = {}
        self._heart: asyncio.Task[None] | None = None

    def held(self, interview: str | None) -> Live | None:
        """The interview of that id, if this host holds it."""
        return self._lives.get(interview) if interview else None

    def at(self, caller: Caller) -> Live | None:
        """The open interview that began at the caller's place, if this host holds it."""
        for live in reversed(self._lives.values()):
            terms = live.state.terms
            if terms and terms.owner == caller.principal.owner and (terms.notebook or "") == caller.place:
                return live
        return None

    def all(self) -> list[Live]:
        """All that this host holds."""
        return list(self._lives.values())

    async def create(self, opening: Opening, place: str) -> Live:
        """A new interview without events; it is in hand only once ``keep`` was called."""
        now = self._clock.now()
        interview = f"{now:%Y%m%d}-{secrets.token_hex(4)}"
        lease = await asyncio.to_thread(
            self._store.create,
            interview,
            owner=opening.terms.owner,
            notebook=place or None,
            created=now,
            holder=self._holder,
        )
        return Live(self._store, self._clock, lease)

    async def take(self, interview: str) -> Live:
        """An interview from the store, its lease with it; in hand only once ``keep`` was called.

        Raises ``LeaseHeld`` if another host has it.
        """
        lease = await asyncio.to_thread(
            self._store.lease, interview, holder=self._holder, now=self._clock.now()
        )
        # Read now: the host before may have written until the moment the lease was ours.
        return Live(self._store, self._clock, lease, await self.events(interview))

    def keep(self, live: Live) -> None:
        """Have the interview in hand, and its lease renewed."""
        self._lives[live.id] = live
        if live.id not in self.seen:
            self.seen.append(live.id)
        if self._heart is None:
            self._heart = asyncio.ensure_future(self._beat())

    async def open_at(self, owner: str, place: str) -> str | None:
        """The id of the open interview that began at ``place``, as the store knows it."""
        newest = await self._newest_at(owner, place)
        return newest if newest and await self._is_open(newest) else None

    async def is_open(self, owner: str, interview: str) -> bool:
        """Whether the store knows an open interview of that id and owner."""
        rows = await asyncio.to_thread(self._store.interviews, owner=owner)
        return any(row.id == interview for row in rows) and await self._is_open(interview)

    async def left_behind(self, owner: str) -> list[InterviewRow]:
        """The owner's open interviews that nobody watches from here, newest first.

        Another host may still have one of them: ``take`` finds out.
        """
        rows = await asyncio.to_thread(self._store.interviews, owner=owner)
        found: list[InterviewRow] = []
        for row in rows[:_MOST_LOOKED_AT]:
            live = self._lives.get(row.id)
            if (not live.with_kernel and live.state.live) if live else await self._is_open(row.id):
                found.append(row)
        return found

    async def past(self, owner: str) -> tuple[Past, ...]:
        """The problems that ``owner`` was ever given, and whether each was solved."""
        kinds = (ProblemPresented.kind, RoundEnded.kind)
        texts = await asyncio.to_thread(self._store.events_of_owner, owner, kinds=kinds)
        return tuple(await asyncio.to_thread(_given, texts))

    async def solved(self, live: Live) -> frozenset[str]:
        """The problems that the interview's owner has solved before, as far as the store can tell."""
        try:
            past = await self.past(live.state.terms.owner) if live.state.terms else ()
        except MockmindError as error:
            log.warning("What was solved before is not known: %s", error)
            return frozenset()
        return frozenset(one.slug for one in past if one.solved)

    async def began_at(self, owner: str, place: str) -> bool:
        """Whether any interview, ended ones among them, began at ``place``."""
        return bool(await asyncio.to_thread(self._store.interviews, owner=owner, notebook=place or None))

    async def leave(self, live: Live) -> None:
        """Let go of an interview that has ended."""
        self._lives.pop(live.id, None)
        try:
            await asyncio.to_thread(self._store.release, live.lease)
        except MockmindError as error:
            log.warning("The lease of %s was not released: %s", live.id, error)

    async def close(self) -> None:
        """Let go of everything."""
        if self._heart is not None:
            self._heart.cancel()
        for live in self.all():
            for task in tuple(live.tasks):
                task.cancel()
            await self.leave(live)

    async def events(self, interview: str) -> list[Event]:
        """All events of an interview, as stored."""
        texts = await asyncio.to_thread(self._store.events, interview)
        return [Event.from_json(text) for text in texts]

    async def ended(self, caller: Caller, wanted: str | None) -> list[Event]:
        """The events of an interview of the caller's that has ended: by id, by its start, or the newest."""
        rows = await asyncio.to_thread(self._store.interviews, owner=caller.principal.owner)
        if wanted:
            return await self._wanted(rows, wanted)
        here = [row for row in rows if (row.notebook or "") == caller.place]
        for row in [*here, *rows]:
            state = await self._state(row.id)
            if state is not None and state.terms is not None and not state.live:
                return await self.events(row.id)
        raise Refused("No interview has ended yet; `%interview finish` ends the one that is open.")

    async def last(self, caller: Caller, wanted: str | None = None) -> View | None:
        """The ``wanted`` interview of the caller's owner, or the one it was attached to, or the newest that
        began at its place, as it ended; None unless it has."""
        owner = caller.principal.owner
        newest = await self._newest_at(owner, caller.place)
        for interview in (wanted, caller.interview, newest):
            state = await self._state(interview) if interview else None
            terms = state.terms if state is not None and not state.live else None
            if interview and terms is not None and terms.owner == owner:
                seen = fold(visible(await self.events(interview), Audience.CANDIDATE))
                return view(seen, self._clock.now())
        return None

    async def _newest_at(self, owner: str, place: str) -> str | None:
        if not place:
            return None
        rows = await asyncio.to_thread(self._store.interviews, owner=owner, notebook=place)
        return rows[0].id if rows else None

    async def _wanted(self, rows: list[InterviewRow], wanted: str) -> list[Event]:
        found = [row for row in rows if row.id.startswith(wanted)]
        if not found:
            listing = "`%interview list` shows yours."
            raise UnknownName.nearest("interview", wanted, [row.id for row in rows], listing=listing)
        if len(found) > 1:
            raise Refused(f"{len(found)} interviews begin with {wanted!r}; write more of the id.")
        events = await self.events(found[0].id)
        if not events:
            raise Refused("That interview never began, so there is nothing to report.")
        if fold(events).live:
            raise Refused("That interview is still open; `%interview finish` ends it and writes the report.")
        return events

    async def record_cell(self, live: Live, args: dict[str, Any]) -> None:
        """Record a cell that is about to run; a very long one as a blob."""
        source, blob = args["source"], None
        if len(source) > _INLINE_CHARACTERS:
            blob = await asyncio.to_thread(self._store.put_blob, source.encode("utf-8"))
            source = source[:_INLINE_CHARACTERS]
        await live.decide(
            lambda state: commands.execute_cell(
                state, cell=args["cell"], count=args["count"], source=source, blob=blob
            )
        )

    async def _is_open(self, interview: str) -> bool:
        state = await self._state(interview)
        return state is not None and state.live

    async def _state(self, interview: str) -> Interview | None:
        """The state as stored; None, and a line in the log, where it can't be read."""
        try:
            return fold(await self.events(interview))
        except (StoreError, IllegalEvent) as error:
            log.warning("Interview %s can't be read: %s", interview, error)
            return None

    async def _beat(self) -> None:
        """Renew the leases; drop what another host has taken."""
        while True:
            await asyncio.sleep(self._store.lease_seconds / 3)
            leases = [live.lease for live in self.all()]
            try:
                renewed = await asyncio.to_thread(self._store.renew, leases, now=self._clock.now())
            except MockmindError as error:
                log.warning("The leases were not renewed: %s", error)
                continue
            kept = {lease.interview for lease in renewed}
            for lease in leases:
                if lease.interview not in kept and (live := self._lives.pop(lease.interview, None)):
                    log.warning("Interview %s was taken by another host.", live.id)
                    for task in tuple(live.tasks):
                        task.cancel()
