"""Five hundred interviews whose wire breaks at random: every one must reach its report with no event lost.

``bench_model_faults.py [interviews [seed]]``: another seed breaks other places, so that a part of them can be
run again, or all of them in several goes.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from traitlets.config import Config

from mockmind_lab.core.events import chain_fault
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.testing import Cut, Failure, Reply, Request, Slow, Stall, StreamError, ToolCall
from tests.service.model_room import ModelRoom

INTERVIEWS = 500
SEED = 20261121
FAULTY = 0.4  # of all answers
QUIET = 0.3  # seconds of ours for each of the interview's clock
MOST_WAIT = 10.0  # seconds of the interview's clock


class Wire:
    """Answers, of which some break; the same for one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.broken = 0

    def __call__(self, request: Request) -> Reply | Failure:
        if "haiku" in request.model:  # takes notes beside the interview, and breaks as often
            return self._broken(Reply.says('{"facts": [], "remarks": []}'), Reply.says("I only think."))
        number = len(request.body["messages"])
        words = f"Number {number}-{self.random.random():.6f}: what would you look at? And what then?"
        name = "present_problem" if number == 1 else "say"
        odd = [
            Reply((ToolCall(name, {"text": words}, chunk=2),), fault=Slow(QUIET)),
            Reply((ToolCall(name, raw='{"text": "half'),)),
            Reply((ToolCall("no_such_tool", {}),)),
            Reply.says("I only think."),
        ]
        return self._broken(Reply((ToolCall(name, {"text": words}),)), *odd)

    def _broken(self, reply: Reply, *odd: Reply) -> Reply | Failure:
        """``reply`` as it is meant, or with a fault, or one of ``odd`` in its place."""
        if self.random.random() > FAULTY:
            return reply
        self.broken += 1
        after = self.random.randrange(0, 14)
        return self.random.choice(
            [
                replace(reply, fault=Cut(after)),
                replace(reply, fault=Stall(after)),
                replace(reply, fault=StreamError(after)),
                Reply((), stop_reason="refusal"),
                *odd,
                Failure.overloaded(self.random.choice([None, 1, 60])),
                Failure.rate_limited(self.random.choice([1, 600])),
                Failure(500, "api_error"),
                Failure(401, "authentication_error"),
                Failure.too_long(),
            ]
        )


async def interview(room: ModelRoom, solution: str) -> float:
    """One short interview; the longest that the candidate waited, in seconds of its clock."""
    longest = 0.0

    async def do(op: str, **args: object) -> None:
        nonlocal longest
        asked = room.clock.now()
        # Slowly enough that our own work takes no second of the interview's clock, even on a busy machine.
        await room.waiting(op, quiet=QUIET, **args)
        if op == "say":  # a submission waits for the judge as well
            longest = max(longest, (room.clock.now() - asked).total_seconds())

    room.caller = room.connect(place=f"notebook-{len(room.server.requests)}-{time.monotonic_ns()}.ipynb")
    await do("start", problem="lonely-gloves")
    interview = room.caller.interview
    await do("say", text="May the list be empty? I would loop over it.")
    await room.cell(solution)
    await do("submit")
    await do("say", text="It is linear in time.")
    await do("finish")
    assert interview
    events = await room.service.events(interview)
    assert events[-1].kind == "feedback_given", events[-1].kind
    fault = chain_fault(json.loads(event.to_json()) for event in events)
    assert fault is None, fault
    said = [e for e in events if e.kind == "message_said"]
    assert sum(getattr(e.payload, "speaker", "") == "candidate" for e in said) == 2
    return longest


async def run(count: int = INTERVIEWS, seed: int = SEED) -> int:
    """All interviews; 1 where the candidate of one waited too long."""
    logging.disable(logging.WARNING)
    wire, judge = Wire(seed), Judge()
    solution = next(s.source for s in Library().submissions("lonely-gloves") if s.language == "python")
    began, longest = time.perf_counter(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        config = Config()
        config.ModelInterviewer.notes_model = ""  # as it is by default
        config.Budget.day_dollars = 0.0  # five hundred in one day
        room = ModelRoom(Path(folder), judge, config=config)
        room.server.follow(wire)
        room.config.AnthropicProvider.timeout_seconds = 600.0  # its own clock ends a silence
        try:
            for number in range(count):
                room.service.interviewer._resting.clear()  # else most would never meet the wire
                longest = max(longest, await asyncio.wait_for(interview(room, solution), 120))
                if number % 50 == 49:
                    print(
                        f"{number + 1} interviews, {wire.broken} faults, longest wait {longest:.0f} s",
                        flush=True,
                    )
        finally:
            await room.close()
            judge.close()
    seconds = time.perf_counter() - began
    print(f"{count} interviews reached their report in {seconds:.0f} s; {wire.broken} faults on the wire")
    print(f"the longest that a candidate waited: {longest:.0f} s (at most {MOST_WAIT:.0f})")
    return int(longest > MOST_WAIT)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(*map(int, sys.argv[1:3]))))
