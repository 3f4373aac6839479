"""Five hundred interviews whose wire breaks at random: every one must reach its report, with an answer to
each message and a word where one is due, and lose no event.

``PYTHONPATH=. python tests/bench/bench_model_faults.py [interviews [seed]]``: another seed breaks other
places, so that a part of them can be run again, or all of them in several goes. Every fourth interview is
over the chat API. Between two interviews the clock goes on by more than a model rests that failed; what
rests for longer never meets the wire again, so how many did is told at the end.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config

from mockmind_lab.core.events import chain_fault
from mockmind_lab.core.payloads import MessageSaid
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.testing import Cut, Failure, Reply, Request, Slow, Stall, StreamError, ToolCall
from tests.service.model_room import MODEL, ModelRoom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.events import Event

INTERVIEWS = 500
SEED = 20261121
FAULTY = 0.4  # of all answers
QUIET = 0.3  # seconds of ours for each of the interview's clock
MOST_WAIT = 10.0  # seconds of the interview's clock
BETWEEN = (
    700.0  # seconds of it from one interview to the next: more than the longest rest after a sane answer
)
STUCK = 120.0  # seconds of ours
PROBLEM = "lonely-gloves"
CHAT = "openai:gpt-5-mini"
SAID = ("May the list be empty? I would loop over it.", "It is linear in time.")
SHOWN = 12  # interviews that failed


class Wire:
    """Answers, of which some break; the same for one seed. ``broke`` names the faults of this interview."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.broken = 0
        self.asked = 0
        self.broke: list[str] = []

    def __call__(self, request: Request) -> Reply | Failure:
        self.asked += 1
        if "haiku" in request.model:  # takes notes and reads beside the interview, and breaks as often
            nothing = {"facts": [], "remarks": [], "learns": "nothing", "tells": "nothing"}
            return self._broken(Reply.says(json.dumps(nothing)), {"prose": Reply.says("I think.")})
        words = f"Number {self.asked}-{self.random.random():.6f}: what would you look at? And what then?"
        first = not any(message["role"] == "assistant" for message in request.body["messages"])
        name = "present_problem" if first else "say"
        return self._broken(Reply((ToolCall(name, {"text": words}),)), self._odd(name, words))

    def _odd(self, name: str, words: str) -> dict[str, Reply]:
        """Answers that come whole and are wrong in themselves."""
        note = {"criterion": "communication", "note": "They spoke.", "evidence": []}
        again = f"And {words}"
        return {
            "slow": Reply((ToolCall(name, {"text": words}, chunk=2),), fault=Slow(QUIET)),
            "half an input": Reply((ToolCall(name, raw='{"text": "half'),)),
            "unknown tool": Reply((ToolCall("no_such_tool", {}),)),
            "tool with an impossible name": Reply((ToolCall("say it! <b>", {"text": words}),)),
            "no tool": Reply.says("I only think."),
            "assess alone": Reply((ToolCall("assess", note),)),
            "lone surrogate": Reply(
                (ToolCall(name, raw='{"text": "Look \\ud83d at the left ones first."}'),)
            ),
            "NaN": Reply((ToolCall(name, raw='{"text": NaN}'),)),
            "NaN for a level": Reply((ToolCall("give_hint", raw='{"level": NaN}'),)),
            "input that is a list": Reply((ToolCall(name, raw="[1, Infinity]"),)),
            "two calls of one index": Reply(
                (ToolCall(name, {"text": words}, index=0), ToolCall(name, {"text": again}, index=0))
            ),
        }

    def _broken(self, reply: Reply, odd: dict[str, Reply]) -> Reply | Failure:
        """``reply`` as it is meant, or with a fault, or one of ``odd`` in its place."""
        if self.random.random() > FAULTY:
            return reply
        self.broken += 1
        after = self.random.randrange(0, 14)
        header = self.random.choice([float("nan"), float("inf"), 1e18, -5.0])
        faults: dict[str, Reply | Failure] = {
            "cut": replace(reply, fault=Cut(after)),
            "stall": replace(reply, fault=Stall(after)),
            "error in the stream": replace(reply, fault=StreamError(after)),
            "refusal": Reply((), stop_reason="refusal"),
            **odd,
            "overloaded": Failure.overloaded(self.random.choice([None, 1, 60])),
            "rate limit": Failure.rate_limited(self.random.choice([1, 600])),
            f"retry-after: {header:g}": Failure.rate_limited(header),
            "500": Failure(500, "api_error"),
            "401": Failure(401, "authentication_error"),
            "too long": Failure.too_long(),
        }
        name = self.random.choice(list(faults))
        self.broke.append(name)
        return faults[name]


@dataclass
class Tally:
    """What came of the interviews. ``failed`` says of each that failed why, and by which faults."""

    played: int = 0
    reported: int = 0
    answered: int = 0
    whole: int = 0
    met: int = 0
    longest: float = 0.0
    failed: list[str] = field(default_factory=list[str])
    faults: Counter[str] = field(default_factory=Counter[str])


async def interview(room: ModelRoom, solution: str, *, model: str) -> tuple[str, float]:
    """One short interview: its id, and the longest that the candidate waited, in seconds of its clock."""
    longest = 0.0

    async def do(op: str, **args: object) -> None:
        nonlocal longest
        asked = room.clock.now()
        # Slowly enough that our own work takes no second of the interview's clock, even on a busy machine.
        await room.waiting(op, quiet=QUIET, **args)
        if op == "say":  # a submission waits for the judge as well
            longest = max(longest, (room.clock.now() - asked).total_seconds())

    await do("start", problem=PROBLEM, model=model)
    interview = room.caller.interview
    assert interview
    await do("say", text=SAID[0])
    await room.cell(solution)
    await do("submit")
    await do("say", text=SAID[1])
    await do("finish")
    return interview, longest


def unanswered(events: Sequence[Event]) -> list[str]:
    """What called for a word of the interviewer's and got none before the candidate's next step."""
    due, missing = "the beginning", list[str]()
    for event in events:
        payload = event.payload
        spoken = payload.speaker if isinstance(payload, MessageSaid) else ""
        if spoken == "interviewer":
            due = ""
            continue
        step = f"“{payload.text}”" if isinstance(payload, MessageSaid) else ""
        step = "the submission" if event.kind == "verdict_given" else step
        if step:
            missing += [due] if due else []
            due = step
    missing += [due] if due else []
    ended = any(isinstance(e.payload, MessageSaid) and e.payload.occasion == "finished" for e in events)
    return missing if ended else [*missing, "the end"]


def lost(events: Sequence[Event]) -> str:
    """Which event is missing, or what is wrong with the chain; empty where nothing is."""
    fault = chain_fault(json.loads(event.to_json()) for event in events)
    said = [
        e.payload.text
        for e in events
        if isinstance(e.payload, MessageSaid) and e.payload.speaker == "candidate"
    ]
    if fault is not None:
        return str(fault)
    if tuple(said) != SAID:
        return f"a message of the candidate's: {said}"
    kinds = {event.kind for event in events}
    wanted = ("cell_executed", "submission_made", "verdict_given", "round_ended")
    return next((kind for kind in wanted if kind not in kinds), "")


async def play(room: ModelRoom, solution: str, tally: Tally, *, model: str, wire: Wire) -> None:
    """One interview, counted; whatever goes wrong with it ends it alone."""
    wire.broke, asked, wrong = [], wire.asked, list[str]()
    room.caller = room.connect(place=f"notebook-{tally.played}-{time.monotonic_ns()}.ipynb")
    tally.played += 1
    try:
        name, longest = await asyncio.wait_for(interview(room, solution, model=model), STUCK)
        tally.longest = max(tally.longest, longest)
        wrong += [f"a wait of {longest:.0f} s"] if longest > MOST_WAIT else []
    except Exception as error:
        wrong.append(f"broke off: {type(error).__name__}: {str(error)[:120]}")
        name = room.caller.interview
    events = await room.service.events(name) if name else []
    tally.met += wire.asked > asked
    reported = bool(events) and events[-1].kind == "feedback_given"
    open_, gone = unanswered(events), lost(events)
    tally.reported += reported
    tally.answered += not open_
    tally.whole += not gone
    wrong += [] if reported else [f"no report; it ends with {events[-1].kind if events else 'nothing'}"]
    wrong += [f"no word after {step}" for step in open_] + ([f"lost: {gone}"] if gone else [])
    if wrong:
        tally.failed.append(f"{tally.played} ({model}): {'; '.join(wrong)}. Faults: {', '.join(wire.broke)}")
        tally.faults.update(set(wire.broke))


async def run(count: int = INTERVIEWS, seed: int = SEED) -> int:
    """All interviews; 1 where one failed."""
    logging.disable(logging.CRITICAL)
    wire, judge, tally = Wire(seed), Judge(), Tally()
    solution = next(s.source for s in Library().submissions(PROBLEM) if s.language == "python")
    models = [MODEL] * 3 + ([CHAT] if find_spec("openai") else [MODEL])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        config = Config()
        config.ModelInterviewer.notes_model = ""  # as it is by default
        config.Budget.day_dollars = 0.0  # five hundred in one day
        room = ModelRoom(Path(folder), judge, config=config)
        room.server.follow(wire)
        room.config.AnthropicProvider.timeout_seconds = 600.0  # its own clock ends a silence
        room.config.ChatProvider.base_url = f"{room.server.url}/v1"
        room.config.ChatProvider.api_key = room.server.key
        room.config.ChatProvider.timeout_seconds = 600.0
        try:
            for number in range(count):
                await play(room, solution, tally, model=models[number % len(models)], wire=wire)
                await room.clock.advance(BETWEEN)
                if number % 50 == 49:
                    print(
                        f"{number + 1} interviews, {wire.broken} faults, {len(tally.failed)} failed",
                        flush=True,
                    )
        finally:
            await room.close()
            judge.close()
    tell(tally, wire, time.perf_counter() - began)
    return int(bool(tally.failed))


def tell(tally: Tally, wire: Wire, seconds: float) -> None:
    """The figures, and what failed."""
    of = f"of {tally.played}"
    print(f"{tally.played} interviews in {seconds:.0f} s; {wire.broken} faults on the wire")
    print(f"met the wire: {tally.met} {of}")
    print(f"reached their report: {tally.reported} {of}")
    print(f"were answered at each step: {tally.answered} {of}")
    print(f"lost no event: {tally.whole} {of}")
    print(f"the longest that a candidate waited: {tally.longest:.0f} s (at most {MOST_WAIT:.0f})")
    for line in tally.failed[:SHOWN]:
        print(f"  {line}")
    if tally.failed:
        print("faults in those that failed: " + ", ".join(f"{n} {c}" for n, c in tally.faults.most_common()))


if __name__ == "__main__":
    sys.exit(asyncio.run(run(*map(int, sys.argv[1:3]))))
