"""One interview in the hands of this host: its events, its state, its lease, and who watches."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.events import Event, seal
from mockmind_lab.core.interview import Interview, apply, fold
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Status
from mockmind_lab.core.views import view, visible
from mockmind_lab.errors import MockmindError, ProblemError, Refused
from mockmind_lab.service.hearing import Hearing
from mockmind_lab.service.shown import Shown
from mockmind_lab.service.texts import Texts
from mockmind_lab.store import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from mockmind_lab.core.commands import Drafts
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.library import Library
    from mockmind_lab.protocol import Push
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.store import EventStore, Lease

__all__ = ["Live", "as_presented"]

log = logging.getLogger(__name__)


class Live:
    """An interview under way. All methods run on the service's event loop.

    ``state`` is the fold of all events, ``seen`` the fold of those the candidate may see.
    ``conversation`` lets one reaction of the interviewer at a time speak, ``judging`` one submission;
    ``hearing`` knows which messages wait for one.
    ``ending`` is set by an interviewer that has said its last word.
    ``concluding`` is held while the interview is scored. ``hint_refusals`` counts requests for a hint that
    were refused, by round and hints taken.
    """

    def __init__(self, store: EventStore, clock: Clock, lease: Lease, events: Sequence[Event] = ()) -> None:
        self.lease = lease
        self.events = list(events)
        self.state = fold(self.events)
        self.seen = fold(visible(self.events, Audience.CANDIDATE))
        self.conversation = asyncio.Lock()
        self.hearing = Hearing(self.events)
        self.judging = asyncio.Lock()
        self.callers: set[Caller] = set()
        self.noticed: set[tuple[str, int]] = set()
        self.texts = Texts()
        self.hint_refusals = Counter[tuple[int, int]]()
        self.ending = False
        self.concluding = asyncio.Lock()
        self.changed = asyncio.Event()
        self.tasks: set[asyncio.Task[Any]] = set()
        self._problem: Problem | None = None
        self._store = store
        self._clock = clock
        self._deciding = asyncio.Lock()
        self._deferred: list[Callable[[Interview], Drafts]] = []
        self._preview: str | None = None
        self._replying = False
        self._shown = Shown()

    @property
    def id(self) -> str:
        """The interview's id."""
        return self.lease.interview

    @property
    def with_kernel(self) -> bool:
        """Whether a kernel is connected. Panels alone keep no interview of a kernel's going."""
        return any(not caller.panel for caller in self.callers)

    def written_since_hint(self) -> tuple[str, ...]:
        """Texts of cells that were not run, where any was edited since the round's last hint."""
        hints = (m.time for m in self.state.messages if m.hint and m.round == self.state.round)
        last, edited = max(hints, default=None), self.texts.edited
        if edited is None or (last is not None and edited <= last):
            return ()
        return tuple(text.source for text in self.texts.pending(self.state))

    def left_by(self, caller: Caller) -> bool:
        """Whether to pause now that ``caller`` has gone: it was the last kernel, or the last of all."""
        left = not self.callers if caller.panel else not self.with_kernel
        return left and self.state.status is Status.IN_PROGRESS

    @staticmethod
    def away(caller: Caller) -> str:
        """Why an interview is paused that ``caller`` left."""
        return "panel away" if caller.panel else "kernel away"

    async def decide(self, *commands: Callable[[Interview], Drafts]) -> tuple[Event, ...]:
        """Carry out ``commands``, one after the other, as one: all of their events are stored or none.

        The events are durable before the state or anyone knows them. Raises what a command refuses and what
        the store can't do; then nothing has changed.
        """
        # Shielded: were the request cancelled between disk and fold, the two would come apart.
        return await asyncio.shield(self._decided(commands))

    def defer(self, command: Callable[[Interview], Drafts]) -> None:
        """Carry out ``command`` with the next decision, in its commit, or with ``flush``: for what nobody
        waits for.

        Raises what it refuses now. If it is refused by then, it is left out.
        """
        command(self.state)
        self._deferred.append(command)

    def flush(self) -> None:
        """Store what was deferred, beside whatever comes next."""
        if self._deferred:
            self.spawn(asyncio.ensure_future(self.flushed()))

    async def flushed(self) -> None:
        """Store what was deferred, after the decision under way. Never raises for what the store can't do."""
        try:
            await self.decide()
        except MockmindError as error:
            log.warning("Interview %s: a note waits for the next decision: %s", self.id, error)

    async def _decided(self, commands: Sequence[Callable[[Interview], Drafts]]) -> tuple[Event, ...]:
        async with self._deciding:
            # A clock set back must not let an event come before the one it follows.
            now = max(filter(None, (self._clock.now(), self.state.last_time)))
            state, seen = self.state, self.seen
            sealed: list[Event] = []
            deferred = tuple(self._deferred)
            for command in deferred:
                try:
                    state, more = self._carried_out(command, state, now)
                    sealed += more
                except Refused:
                    pass
                except Exception:
                    # Kept, it would stand in the way of every later decision.
                    log.exception("Interview %s: what was deferred is left out", self.id)
            for command in commands:
                state, more = self._carried_out(command, state, now)
                sealed += more
            for event in visible(sealed, Audience.CANDIDATE):
                seen = apply(seen, event)
            if sealed:
                records = [Record(self.id, event.seq, event.to_json()) for event in sealed]
                await self._store.append_async(records, lease=self.lease)
                self._became(state, seen, sealed)
            del self._deferred[: len(deferred)]
            return tuple(sealed)

    def _carried_out(
        self, command: Callable[[Interview], Drafts], state: Interview, now: datetime
    ) -> tuple[Interview, list[Event]]:
        """The state after ``command``, and its events, sealed and not yet stored."""
        sealed: list[Event] = []
        for draft in command(state):
            event = seal(
                draft,
                interview=self.id,
                seq=state.seq + 1,
                time=now,
                salt=secrets.token_hex(16),
                prev=state.last_hash,
            )
            # Folded before it is stored: what can't be folded must never be on disk.
            state = apply(state, event)
            sealed.append(event)
        return state, sealed

    def _became(self, state: Interview, seen: Interview, sealed: Sequence[Event]) -> None:
        told = seen is not self.seen
        self.events += sealed
        self.state, self.seen = state, seen
        self.changed.set()
        if told:
            self._preview = None
            if self.callers:
                self._shown.push(self.view(), tuple(self.callers))

    def problem(self, library: Library) -> Problem | None:
        """The problem of the round under way, with its answers: the package that was presented.

        Read once a round, so that a bank that is edited meanwhile does not change a problem under way.
        Raises what ``as_presented`` raises.
        """
        current = self.state.current
        presented = current.problem if current else None
        if presented is None:
            return None
        known = self._problem
        if known is None or known.slug != presented.slug:
            known = self._problem = as_presented(library, presented.slug, presented.digest)
        return known

    def view(self) -> dict[str, Any]:
        """What the candidate may see now."""
        now = self._clock.now()
        return {**view(self.seen, now), "preview": self._preview, "replying": self._replying}

    def preview(self, text: str) -> None:
        """Show what the interviewer is still saying."""
        self._preview = text
        self.push({"push": "preview", "text": text})

    def replies(self, at_work: bool) -> None:
        """Show whether the interviewer is at work on something to say."""
        if self._replying is not at_work:
            self._replying = at_work
            self.push({"push": "replying", "replying": at_work})

    def push(self, message: Push) -> None:
        """Send to everyone who watches."""
        for caller in tuple(self.callers):
            caller.push(message)

    def spawn(self, task: asyncio.Task[Any]) -> None:
        """Keep a task of this interview from being collected, and end it with the interview."""
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def as_presented(library: Library, slug: str, digest: str) -> Problem:
    """The problem ``slug``, if its package still has the ``digest`` with which it was presented.

    Raises what ``Library.get`` raises, and ``ProblemError`` for a package that is another one by now.
    """
    problem = library.get(slug)
    if problem.digest != digest:
        raise ProblemError(
            f"The problem {slug} was changed after it was presented: put the old package back, or leave it "
            "with `%interview skip`."
        )
    return problem
