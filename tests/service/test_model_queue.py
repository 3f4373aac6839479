"""Questions that come while the interviewer is busy, a pause in mid-answer, a host that dies: one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.judge import Judge
from mockmind_lab.testing import Reply, Slow, Stall, ToolCall
from tests.service.model_room import MODEL, ModelRoom, runner

RunModel = Callable[..., None]
MANY, EMPTY, ORDER = (
    "How many gloves may there be?",
    "Can the list be empty?",
    "Does the order of the result matter?",
)
LONG = "This begins and never comes to the end of anything"


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> RunModel:
    """Runs an asynchronous test body in a room whose interviewer is a model."""
    return runner(tmp_path, judge)


async def asked(room: ModelRoom, text: str) -> asyncio.Task[Any]:
    """``text``, said and stored; whoever answers may take their time."""
    before = len(room.state().messages)
    task = asyncio.ensure_future(room.do("say", text=text))
    await room.until(lambda: len(room.state().messages) > before)
    return task


async def done(room: ModelRoom, *tasks: asyncio.Task[Any], quiet: float = 0.05) -> None:
    """Let the clock go on by a second each ``quiet`` seconds until all are done."""
    for _ in range(100):
        if (await asyncio.wait(tasks, timeout=quiet))[1]:
            await room.clock.advance(1)
        else:
            return
    raise AssertionError("it never came to an end")


async def called(room: ModelRoom, before: int) -> None:
    """Until the model was asked."""
    await room.until(lambda: len(room.server.requests) > before)


def heard(room: ModelRoom, since: int) -> list[str]:
    return [m.text for m in room.state().messages if m.speaker == "interviewer" and m.seq > since]


def test_questions_behind_a_model_that_hangs_have_one_answer_each(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        since, calls, began = room.state().seq, len(room.server.requests), room.clock.now()
        room.server.add(Reply.calls("say", text=LONG, fault=Stall(4)))
        first = await asked(room, MANY)
        await called(room, calls)
        await done(room, first, await asked(room, EMPTY), await asked(room, ORDER))
        (said,) = heard(room, since)  # in one message, so that no pause can come between two answers
        assert len(said.split("\n\n")) == 3
        assert said.count("10,000") == 1
        assert (room.clock.now() - began).total_seconds() <= 6
        assert len(room.server.requests) == calls + 1

    with_model(body)


def test_questions_behind_an_answer_are_answered_together(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        calls = len(room.server.requests)
        room.server.add(
            Reply((ToolCall("say", {"text": "The statement tells you that."}, chunk=4),), fault=Slow(0.03)),
            Reply.calls("say", text="It may be empty, and the order counts."),
        )
        first = await asked(room, MANY)
        await called(room, calls)
        await asyncio.gather(first, await asked(room, EMPTY), await asked(room, ORDER))
        assert len(room.server.requests) == calls + 2
        told = str(room.server.requests[-1].body["messages"][-1])
        assert EMPTY in told
        assert ORDER in told
        assert room.state().messages[-1].text == "It may be empty, and the order counts."

    with_model(body)


def test_nothing_is_said_after_a_pause_and_it_is_answered_after(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        since = room.state().seq
        text = "One thing first is this. Another thing comes then. And the third one."
        room.server.add(
            Reply((ToolCall("say", {"text": text}, chunk=4),), fault=Slow(0.03)),
            Reply.calls("say", text="The statement has it."),
        )
        task = await asked(room, MANY)
        await room.until(lambda: any(push["push"] == "preview" for push in room.pushed))
        await room.do("pause")
        shown = len([push for push in room.pushed if push["push"] == "preview"])
        await task
        assert heard(room, since) == []
        assert len([push for push in room.pushed if push["push"] == "preview"]) == shown
        await room.clock.advance(300)
        assert "The statement has it." in (await room.do("resume"))["text"]
        assert heard(room, since) == ["The statement has it."]

    with_model(body)


def test_a_question_that_a_host_died_over_is_answered_by_the_next(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        calls = len(room.server.requests)
        room.server.add(Reply.calls("say", text=LONG, fault=Stall(4)))
        task = await asked(room, MANY)
        await called(room, calls)
        await room.die()
        task.cancel()
        await room.clock.advance(120)
        room.server.add(Reply.calls("say", text="The statement has it."))
        assert "The statement has it." in (await room.do("resume"))["text"]
        await room.die()
        await room.clock.advance(120)
        assert "Interviewer" not in (await room.do("resume"))["text"]  # it is answered

    with_model(body)


def test_a_remark_on_something_else_is_no_answer_to_a_question_before_it(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        await room.cell("def unpaired(gloves):\n    return []\n")
        calls = len(room.server.requests)
        room.server.add(Reply.calls("say", text="Which glove is over in the first example?", fault=Slow(0.1)))
        running = asyncio.ensure_future(room.do("run"))
        await called(room, calls)
        task = await asked(room, MANY)
        room.server.add(Reply.calls("say", text=LONG, fault=Stall(4)))
        await running
        await called(room, calls + 1)
        await room.die()
        task.cancel()
        await room.clock.advance(120)
        room.server.add(Reply.calls("say", text="The statement has it."))
        assert "The statement has it." in (await room.do("resume"))["text"]

    with_model(body)


def test_a_word_on_a_submission_comes_within_five_seconds(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        await room.cell("def unpaired(gloves):\n    return []\n")
        room.server.add(Reply.calls("say", text=LONG, fault=Stall(4)))
        await room.waiting("submit", quiet=0.3)
        times = {event.kind: event.time for event in await room.events()}
        assert (times["message_said"] - times["verdict_given"]).total_seconds() <= 5

    with_model(body)


def test_two_starts_at_once_are_each_presented_in_time(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        provider = room.service.interviewer._provider(MODEL)
        provider.check = lambda: room.clock.sleep(4)
        room.server.follow(lambda _: Reply.calls("present_problem", text=LONG, fault=Stall(0)))
        began, took = room.clock.now(), list[float]()

        async def start(owner: str) -> None:
            await room.do("start", room.connect(owner=owner, place=owner), problem="lonely-gloves")
            took.append((room.clock.now() - began).total_seconds())

        await done(room, *(asyncio.ensure_future(start(owner)) for owner in ("ada", "bob")), quiet=0.6)
        assert len(took) == 2
        assert max(took) <= 10

    with_model(body)


def test_a_finish_behind_an_answer_that_hangs_comes_in_time(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        calls = len(room.server.requests)
        text = " ".join(f"Sentence number {n} is here." for n in range(60))
        room.server.follow(lambda _: Reply((ToolCall("say", {"text": text}, chunk=10),), fault=Slow(0.02)))
        task = await asked(room, MANY)
        await called(room, calls)
        began = room.clock.now()
        await done(room, task, asyncio.ensure_future(room.do("finish")))
        goodbye = [e for e in await room.events() if getattr(e.payload, "occasion", "") == "finished"]
        assert (goodbye[0].time - began).total_seconds() <= 10  # what comes after is the score

    with_model(body)
