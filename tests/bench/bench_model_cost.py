"""What an interview of forty turns costs, beside the naive design; and how late a sentence is.

The server accounts for caching as the documentation says, by the interview's own clock. The naive design
sends the whole transcript and code with every call, caches nothing, and asks a second time each turn to
evaluate (two hundred tokens: five criteria with a reason each). A sentence's time is this thread's own, for
the server is a thread of the same process; what the clock says beside it depends on who else works here.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

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
SOLUTION = next(s.source for s in Library().submissions("lonely-gloves") if s.language == "python")
SILENCES = (7, 15, 24, 33)
MOST_PART = 0.1
MOST_MILLISECONDS = 3.0
SENTENCES = (
    "You go over the list from its start, so what happens at turn {n} when only one side is there? ",
    "Tell me which line of your loop would notice it, number {n}. ",
)


def reply(request: Request) -> Reply:
    """Two sentences that were not said before."""
    number = len(request.body["messages"])
    text = "".join(SENTENCES).format(n=number)
    name = "present_problem" if number == 1 else "say"
    return Reply((ToolCall(name, {"text": text}, chunk=20),))


async def interview(room: ModelRoom) -> float:
    """Forty turns, four silences of more than five minutes among them; the naive design's dollars.

    A turn is forty words of the candidate's; the code grows by two lines every other turn, to some sixty.
    """
    room.server.follow(reply)
    await room.do("start", problem="lonely-gloves", minutes=120)
    source, naive, calls = SOLUTION, 0.0, 0
    for turn in range(TURNS):
        await room.clock.advance(320 if turn in SILENCES else 40)
        if turn % 2:
            source += (
                f"\ncheck_{turn} = [(colour, count) for colour, count in left.items() if count > {turn}]"
            )
            source += f"\nprint('after step {turn}', sorted(check_{turn}), len(check_{turn}))"
            await room.cell(source)
        await room.do("say", text=WORDS.format(turn=turn))
        naive += (len(room.server.requests) - calls) * _naive(room, source)
        calls = len(room.server.requests)
    return naive


def _naive(room: ModelRoom, source: str) -> float:
    """A call that answers and one that evaluates, with everything in both of them."""
    said = sum(tokens(message.text) for message in room.state().messages)
    body = room.server.requests[-1].body
    prompt = tokens(body["system"]) + tokens(body["tools"]) + said + tokens(source)
    whole = Usage(input=2 * prompt, output=room.state().cost.output_tokens // len(room.server.requests) + 200)
    return price(whole, MODEL).dollars or 0.0


async def measure() -> int:
    """Print both figures; 1 where a bar is missed."""
    late: list[tuple[float, float]] = []
    _watch(late)
    judge = Judge()
    with tempfile.TemporaryDirectory() as folder:
        room = ModelRoom(Path(folder), judge)
        try:
            naive = await interview(room)
            cost = room.state().cost
        finally:
            await room.close()
            judge.close()
    part = cost.dollars / naive
    cached = cost.cached_tokens / cost.input_tokens
    median, by_clock = (statistics.median(times) for times in zip(*late, strict=True))
    print(f"{cost.calls} calls, {cost.input_tokens:,} tokens in, {cached:.0%} of them from the cache")
    print(f"${cost.dollars:.4f} beside ${naive:.4f} naively: {part:.3f}x (at most {MOST_PART}x)")
    print(
        f"a sentence is released {median:.2f} ms after its last piece"
        f" (median of {len(late)}; by the clock {by_clock:.2f})"
    )
    return int(part > MOST_PART or median > MOST_MILLISECONDS)


def _watch(late: list[tuple[float, float]]) -> None:
    """Time from a piece off the wire to the preview that it makes whole, the guard included."""
    came = [(0.0, 0.0)]
    next_, preview = ModelTurn._next, ModelTurn._preview

    async def timed_next(self: ModelTurn, stream: object) -> object:
        piece = await next_(self, stream)  # type: ignore[arg-type]
        came[0] = time.thread_time(), time.perf_counter()
        return piece

    async def timed_preview(self: ModelTurn, do: object) -> None:
        await preview(self, do)  # type: ignore[arg-type]
        own, clock = came[0]
        late.append(((time.thread_time() - own) * 1000, (time.perf_counter() - clock) * 1000))

    ModelTurn._next, ModelTurn._preview = timed_next, timed_preview  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    sys.exit(asyncio.run(measure()))
