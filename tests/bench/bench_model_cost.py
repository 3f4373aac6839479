"""What an interview of forty turns costs, beside the naive design; and how late a sentence is.

The server accounts for caching as the documentation says, by the interview's own clock: once without a
break, once with four silences of more than five minutes. Ours is all that was called, the cheaper model's
notes included. The naive design has the same model, words and prompts: a chat to which each turn adds
what was said and the whole code, all of it sent with every call and nothing cached; and at each turn a
second call that evaluates (a short instruction, the problem, what was said and the newest code; an answer of
two hundred tokens, five criteria with a reason each). It is not charged for what only ours does: asking
again, taking notes, verdicts and output. Beside it stands a lean one, which sends the newest code once a
call and no older version. The bar is for the first: a transcript with the code of each turn in it is what
"differences instead of whole code" is a saving of. The second tells how much of the difference is old code.
Every other reply has sentences that the guard is not sure of, so that the cheaper model reads it; of the
harmless messages of the guard's sets it is two in five. A sentence's time is this thread's own, for the
server is a thread of the same process, without the call of the reader; what the clock says beside it depends
on who else works here.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.interviewer.base import Situation
from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.reader import Reader
from mockmind_lab.interviewer.turn import ModelTurn
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.providers import Usage, price
from mockmind_lab.testing import Reply, Request, ToolCall
from mockmind_lab.testing.prompt_cache import tokens
from tests.service.model_room import MODEL, ModelRoom

TURNS = 40
WORDS = (
    "At step {turn} I keep one more thing in mind: the gloves that have no other side yet. I would go over "
    "the list from its start, count each colour on its own, and look again at what is over once I am through."
)
PYTHON = [s for s in Library().submissions("lonely-gloves") if s.language == "python"]
SOLUTION = next(s.source for s in PYTHON if s.kind == "accepted")
WRONG = next(s.source for s in PYTHON if s.kind == "wrong_answer")
SILENCES = (7, 15, 24, 33)
RUNS, SUBMISSIONS, SOLVED = (9, 21, 27), (17, 31), 23
EVALUATING = 300  # tokens of the naive evaluation's own instruction
JUDGEMENT = 200  # tokens of its answer
MOST_PART = 0.1
MOST_MILLISECONDS = 3.0
CLEAR = (
    "Which glove of the example did you try at turn {n}? ",
    "Please say what you expect to be returned there, number {n}. ",
)
SENTENCES = (
    "You go over the list from its start, so what happens at turn {n} when only one side is there? ",
    "Tell me which line of your loop would notice it, number {n}. ",
)
REMARK = "The variable left holds colours that were never opened, which costs memory in proportion to them, "


def reply(request: Request) -> Reply:
    """Two sentences that were not said before; of the cheaper model an opinion, facts or remarks."""
    number = len(request.body["messages"])
    if "haiku" in request.model:
        return Reply.says(_notes(str(request.body["messages"])))
    text = "".join(SENTENCES if number // 2 % 2 else CLEAR).format(n=number)
    name = "present_problem" if number == 1 else "say"
    return Reply((ToolCall(name, {"text": text}, chunk=20),))


def _notes(asked: str) -> str:
    if "<interviewer_message>" in asked:
        return json.dumps(
            {"learns": "Nothing: it asks what their own line of code does.", "tells": "nothing"}
        )
    if "<verdict" in asked:
        remark = {"criterion": "technical", "note": REMARK + "and line 4 repeats line 7."}
        return json.dumps({"remarks": [remark] * 3})
    seq = int(asked.rpartition('seq="')[2].partition('"')[0])
    quotes = ("gloves that have no other side yet", "count each colour on its own")
    facts = [{"fact": "approach", "message": seq, "quote": quote, "listed": None} for quote in quotes]
    return json.dumps({"facts": facts})


@dataclass
class Naive:
    """What the naive design has come to, in US dollars, and the tokens of old code in its transcript."""

    dollars: float = 0.0
    lean: float = 0.0
    old: int = 0

    async def turn(self, room: ModelRoom, source: str, turns: int) -> None:
        """``turns`` more of them, each with a call that answers and one that evaluates."""
        said = sum(tokens(message.text) for message in room.state().messages)
        body = next(r.body for r in room.server.requests if "haiku" not in r.model)
        problem = room.service.library.get("lonely-gloves").statement
        evaluation = EVALUATING + tokens(problem) + said + tokens(source)
        answer = tokens(body["system"]) + tokens(body["tools"]) + said + tokens(source)
        spoken = [c.output_tokens for c in await _calls(room) if c.purpose == "reply"]
        output = round(statistics.mean(spoken)) + JUDGEMENT
        self.lean += turns * (price(Usage(input=answer + evaluation, output=output), MODEL).dollars or 0.0)
        whole = Usage(input=answer + self.old + evaluation, output=output)
        self.dollars += turns * (price(whole, MODEL).dollars or 0.0)
        self.old += turns * tokens(source)


async def interview(room: ModelRoom, silences: tuple[int, ...]) -> Naive:
    """Forty turns with three runs and two submissions, and what the naive design would have cost.

    A turn is forty words of the candidate's; the code grows by two lines every other turn, to some sixty.
    """
    room.server.follow(reply)
    await room.do("start", problem="lonely-gloves", minutes=120)
    naive, heard, grown = Naive(), _heard(room), ""
    for turn in range(TURNS):
        await room.until(lambda: not room.service.interviewer.noting)  # which takes seconds, not minutes
        await room.clock.advance(320 if turn in silences else 40)
        source = (SOLUTION if turn >= SOLVED else WRONG) + grown
        if turn % 2:
            grown += (
                f"\ncheck_{turn} = [colour for colour in 'red blue green'.split() if len(colour) > {turn}]"
            )
            grown += f"\nprint('after step {turn}', sorted(check_{turn}), len(check_{turn}))"
            await room.cell(source)
        if turn in RUNS:
            await room.do("run")
        if turn in SUBMISSIONS:
            await room.do("submit")
        await room.do("say", text=WORDS.format(turn=turn))
        await naive.turn(room, source, _heard(room) - heard)
        heard = _heard(room)
    return naive


def _heard(room: ModelRoom) -> int:
    """What the interviewer has said so far: a turn of the naive design's as well."""
    return sum(message.speaker == "interviewer" for message in room.state().messages)


async def _calls(room: ModelRoom) -> list[ModelCalled]:
    return [e.payload for e in await room.events() if isinstance(e.payload, ModelCalled)]


async def compare(judge: Judge, silences: tuple[int, ...]) -> float:
    """Print what both cost; ours as a part of the naive."""
    config = Config()
    config.ModelInterviewer.notes_model = ""  # as it is by default
    config.Budget.interview_dollars = 0.0
    with tempfile.TemporaryDirectory() as folder:
        room = ModelRoom(Path(folder), judge, config=config)
        try:
            naive = await interview(room, silences)
            await room.until(lambda: not room.service.interviewer.noting)
            cost, calls = room.state().cost, await _calls(room)
        finally:
            await room.close()
    part, purposes = cost.dollars / naive.dollars, Counter(call.purpose for call in calls)
    paid = {p: sum(call.dollars or 0.0 for call in calls if call.purpose == p) for p in purposes}
    print(f"{len(silences)} silences: {cost.calls} calls, {cost.input_tokens:,} tokens in, ", end="")
    print(f"{cost.cached_tokens / cost.input_tokens:.0%} of them from the cache")
    print("  " + ", ".join(f"{purposes[p]} x {p} ${paid[p]:.4f}" for p in purposes))
    print(f"  ${cost.dollars:.4f} beside ${naive.dollars:.4f} naively: {part:.3f}x (at most {MOST_PART}x)")
    print(f"  beside ${naive.lean:.4f} of the lean one: {cost.dollars / naive.lean:.3f}x", flush=True)
    return part


async def measure() -> int:
    """Print all figures; 1 where a bar is missed."""
    late: list[tuple[float, float]] = []
    _watch(late)
    judge = Judge()
    try:
        parts = [await compare(judge, silences) for silences in ((), SILENCES)]
    finally:
        judge.close()
    median, by_clock = (statistics.median(times) for times in zip(*late, strict=True))
    print(
        f"a sentence is released {median:.2f} ms after its last piece"
        f" (median of {len(late)}; by the clock {by_clock:.2f})"
    )
    return int(max(parts) > MOST_PART or median > MOST_MILLISECONDS)


def _watch(late: list[tuple[float, float]]) -> None:
    """Time from a piece off the wire to the preview that it makes whole, the guard included.

    What the reader takes, if it is asked, is not.
    """
    came = [(0.0, 0.0)]
    next_, preview, opinion = ModelTurn._next, ModelTurn._preview, Reader.opinion

    async def timed_next(self: ModelTurn, stream: object) -> object:
        piece = await next_(self, stream)  # type: ignore[arg-type]
        came[0] = time.thread_time(), time.perf_counter()
        return piece

    async def timed_preview(self: ModelTurn, do: object) -> None:
        await preview(self, do)  # type: ignore[arg-type]
        own, clock = came[0]
        late.append(((time.thread_time() - own) * 1000, (time.perf_counter() - clock) * 1000))

    async def timed_opinion(self: Reader, text: str, situation: Situation, *, most: float) -> Look | None:
        own, clock = time.thread_time(), time.perf_counter()
        found = await opinion(self, text, situation, most=most)
        before = came[0]
        came[0] = before[0] + time.thread_time() - own, before[1] + time.perf_counter() - clock
        return found

    ModelTurn._next, ModelTurn._preview = timed_next, timed_preview  # type: ignore[method-assign,assignment]
    Reader.opinion = timed_opinion  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(asyncio.run(measure()))
