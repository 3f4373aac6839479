"""A simulated candidate at the keyboard: what it can do, and what is kept of what it did."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from mockmind_lab.core.interview import fold
from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.protocol import validated
from mockmind_lab.service import Principal

if TYPE_CHECKING:
    from random import Random

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.evals.material import Material
    from mockmind_lab.evals.rehearsal import Rehearsal
    from mockmind_lab.protocol import Push

__all__ = ["Asked", "Move", "Player", "Preview"]

_PATIENCE_SECONDS = 300.0
"""Of real time for one move, whatever happens: a bound on a defect, not a measure."""
_STEP_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of which we know that it has an answer. ``answer`` is the bank's, ``seq`` the message's.

    Without an ``answer`` the question is about the candidate's own code and how it did.
    """

    seq: int
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the candidate did; of a cell ``text`` is its source."""

    op: Literal["say", "cell", "run", "hint", "submit", "skip", "finish"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the candidate could read of a message that was still being spoken, after the event ``seq``."""

    seq: int
    text: str


@dataclass
class Player:
    """A candidate in one interview. A refusal is taken note of, as a person would, and the interview goes on.

    ``real_time`` lets the clock go on while a reply is waited for: a model takes its time, a script none.
    """

    service: Rehearsal
    material: Material
    rng: Random
    name: str
    model: str
    real_time: bool = False
    asked: list[Asked] = field(default_factory=list[Asked])
    moves: list[Move] = field(default_factory=list[Move])
    refusals: list[str] = field(default_factory=list[str])
    previews: list[Preview] = field(default_factory=list[Preview])
    cells: int = 0

    def __post_init__(self) -> None:
        who = f"{self.name}-{self.material.slug}"
        principal = Principal(who, self.name, "evaluation", "evaluation", "practice", who)
        self._caller = self.service.connect(principal, self._see)
        self._seen = 0

    async def begin(self) -> None:
        """Start the interview on this problem."""
        await self._do("start", problem=self.material.slug, model=self.model, seed=1)

    async def say(self, text: str) -> str:
        """Say something; what the interviewer replied."""
        return await self._move(Move("say", text), text=text)

    async def ask(self, question: str, answer: str = "") -> str:
        """Ask something to which ``answer`` is the bank's answer, or something about the own code."""
        before = self._seen
        reply = await self.say(question)
        said = next((e.seq for e in await self._events(after=before) if e.kind == "message_said"), None)
        if said is not None:
            self.asked.append(Asked(said, question, answer))
        return reply

    async def write(self, source: str) -> None:
        """Run a cell with ``source`` in it."""
        self.cells += 1
        args = {"cell": f"cell-{self.cells}", "count": self.cells, "source": source}
        await self._move(Move("cell", source), op="cell", **args)

    async def run(self, given: str | None = None) -> str:
        """Run the examples, or an input."""
        return await self._move(Move("run", given or ""), input=given)

    async def hint(self) -> str:
        """Take the next hint."""
        return await self._move(Move("hint"))

    async def submit(self) -> str:
        """Hand in."""
        return await self._move(Move("submit"))

    async def finish(self) -> None:
        """End the interview."""
        await self._move(Move("finish"))

    async def wait(self, seconds: float) -> None:
        """Let ``seconds`` pass on the interview's clock; whatever falls due meanwhile happens in its time."""
        clock = self.service.still
        end = clock.now() + timedelta(seconds=seconds)
        while self.going_on and clock.now() < end:
            upcoming = self.service.next_due(self._caller.interview)
            until = min(end, upcoming) if upcoming else end
            await clock.advance(max((until - clock.now()).total_seconds(), 0.0))
            await self._bounded(self.service.settled(self._caller.interview))

    async def pause(self, least: float = 15, most: float = 60) -> None:
        """Think for a while, as this candidate does."""
        await self.wait(self.rng.uniform(least, most))

    async def leave_it(self) -> None:
        """Do nothing until the time is up."""
        for _ in range(100):
            if not self.going_on:
                return
            await self.wait(600)

    @property
    def going_on(self) -> bool:
        """Whether the interview is still open."""
        return self.service.is_open(self._caller.interview)

    async def state(self) -> Interview:
        """The interview as it stands, with what only the staff sees."""
        return fold(await self.events())

    async def decided(self) -> bool:
        """Whether the problem is decided."""
        current = (await self.state()).current
        return current is None or current.outcome is not None

    async def events(self) -> list[Event]:
        """All events so far."""
        return await self._events(after=0)

    def _see(self, push: Push) -> None:
        """Keep what is shown of a message before it is whole: it may never become one."""
        if push.get("push") == "preview":
            self.previews.append(Preview(self.service.position(self._caller.interview), push.get("text", "")))

    async def _events(self, *, after: int) -> list[Event]:
        interview = self._caller.interview
        if not interview:
            return []
        return [event for event in await self.service.events(interview) if event.seq > after]

    async def _move(self, move: Move, *, op: str | None = None, **args: Any) -> str:
        if not self.going_on:
            return ""
        self.moves.append(move)
        return await self._do(op or move.op, **args)

    async def _do(self, op: str, **args: Any) -> str:
        operation, checked = validated(op, args)
        try:
            result = await self._bounded(self.service.handle(operation.name, checked, self._caller))
        except Refused as refusal:
            self.refusals.append(f"{op}: {refusal}")
            if op == "start":
                raise
            return str(refusal)
        finally:
            await self._bounded(self.service.settled(self._caller.interview))
        self._seen = max((e.seq for e in await self.events()), default=0)
        return result["text"]

    async def _bounded(self, work: Any) -> Any:
        """The outcome of ``work``, within bounds; where a model is asked, the clock goes on meanwhile."""
        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not task.done():
                    await asyncio.wait({task}, timeout=_STEP_SECONDS)
                    if not task.done() and self.real_time:
                        await self.service.still.advance(_STEP_SECONDS)
            return task.result()
        except TimeoutError:
            task.cancel()
            raise MockmindError(f"{self.name} on {self.material.slug} got stuck; please report it.") from None
