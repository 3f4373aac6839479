"""A candidate is answered within ten seconds of the interview's clock, whatever the wire does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.core import payloads as p
from mockmind_lab.judge import Judge
from mockmind_lab.testing import Cut, Failure, Reply, Slow, Stall, ToolCall
from tests.service.model_room import MODEL, ModelRoom, runner

MOST = 10.0
LONG = "This answer takes its time and goes on and on without ever reaching the end of its first sentence"
SAID = "Which glove would your loop look at first?"


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> Callable[..., None]:
    """Runs an asynchronous test body in a room whose interviewer is a model."""
    return runner(tmp_path, judge)


async def answered(room: ModelRoom, text: str) -> tuple[str, float]:
    """What is answered, and after how many seconds."""
    asked = room.clock.now()
    answer = (await room.waiting("say", quiet=0.2, text=text))["text"]
    return str(answer), (room.clock.now() - asked).total_seconds()


@pytest.mark.parametrize(
    "wire",
    [
        [Reply.calls("say", text=SAID, fault=Stall(0))],
        [Reply((ToolCall("say", {"text": LONG}, chunk=2),), fault=Slow(0.15))],
        [Failure.rate_limited(3)] * 3,
        [Failure.overloaded()] * 3,
    ],
    ids=["silent", "trickle", "retry-after-3", "overloaded"],
)
def test_the_script_takes_the_turn_within_ten_seconds(
    with_model: Callable[..., None], wire: list[Reply | Failure]
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(*wire)
        answer, took = await answered(room, "How many gloves may there be?")
        assert "Interviewer" in answer
        assert 1 <= took <= MOST
        assert room.state().interviewer.interviewer == "scripted"

    with_model(body)


@pytest.mark.parametrize(
    "wire",
    [
        [Reply.calls("say", text="It begins and never comes to", fault=Cut(6))],
        [Failure.rate_limited(30)],
        [Failure.rate_limited(9)],
        [Reply((ToolCall("say", raw='{"text": "half'),))] * 4,
        [Reply((), stop_reason="refusal")],
        [Failure.too_long()] * 2,
        [Failure(401, "authentication_error")],
    ],
    ids=["cut", "retry-after-30", "retry-after-9", "malformed", "refusal", "too-long", "key"],
)
def test_the_script_takes_the_turn_at_once_where_waiting_would_not_help(
    with_model: Callable[..., None], wire: list[Reply | Failure]
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(*wire)
        assert "Interviewer" in await room.say(
            "How many gloves may there be?"
        )  # by a clock that stands still
        assert room.state().interviewer.interviewer == "scripted"

    with_model(body)


def test_a_question_that_comes_while_another_reaction_hangs_is_answered_in_time(
    with_model: Callable[..., None],
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.follow(lambda _: Reply.calls("say", text=SAID, fault=Stall(0)))
        before = len(room.server.requests)
        while len(room.server.requests) == before:  # nobody does anything, until the model is asked of it
            await room.clock.advance(10)
            await asyncio.sleep(0.02)
        answer, took = await answered(room, "How many gloves may there be?")
        assert "Interviewer" in answer
        assert took <= MOST

    with_model(body)


def test_a_model_that_talks_without_end_is_ended_at_a_sentence(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        text = " ".join(f"Sentence number {n} is here." for n in range(60))
        room.server.add(Reply((ToolCall("say", {"text": text}, chunk=30),), fault=Slow(0.08)))
        answer, took = await answered(room, "How many gloves may there be?")
        assert "Sentence number 0 is here." in answer
        assert took <= MOST  # for who speaks meanwhile waits for its end
        assert room.state().messages[-1].text.endswith("is here.")

    with_model(body)


def test_a_model_that_wants_to_run_code_first_says_so_first(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Reply.calls("run_code"), Reply.calls("say", text=SAID))
        await room.say("Does that work?")
        assert "The candidate waits" in str(room.server.requests[-1].body["messages"][-1])

    with_model(body)


def test_a_run_of_the_models_that_does_not_end_holds_nobody_up(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        await room.cell("def unpaired(gloves):\n    while True:\n        pass")
        room.server.add(
            Reply((ToolCall("say", {"text": SAID}), ToolCall("run_code", {}))),
            Reply.calls("assess", criterion="testing", note="It may not end.", evidence=[1]),
        )
        answer, took = await answered(room, "Does that work?")
        assert SAID in answer
        assert took <= MOST
        assert "It did not end within 4 seconds" in str(room.server.requests[-1].body["messages"][-1])

    with_model(body)


def test_a_start_does_not_wait_for_a_server_that_is_silent(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        never = asyncio.Event()
        provider = room.service.interviewer._provider(MODEL)
        provider.check = never.wait
        asked = room.clock.now()
        await room.waiting("start", problem="lonely-gloves")
        assert (room.clock.now() - asked).total_seconds() <= MOST
        assert room.state().interviewer.interviewer == "scripted"
        assert room.state().phase == "clarifying"
        told = (await room.do("status"))["text"]
        assert f"The scripted interviewer speaks for {MODEL} now" in told
        await room.clock.advance(5)  # it was only late: importing an SDK is
        room.server.add(Reply.calls("say", text=SAID))
        assert SAID in await room.say("How many gloves may there be?")

    with_model(body)


def test_who_waited_for_the_key_to_be_looked_at_is_not_made_to_wait_as_long_again(
    with_model: Callable[..., None],
) -> None:
    async def body(room: ModelRoom) -> None:
        room.service.interviewer._provider(MODEL).check = lambda: room.clock.sleep(6)
        room.server.follow(lambda _: Reply.calls("present_problem", text=SAID, fault=Stall(0)))
        asked = room.clock.now()
        await room.waiting("start", problem="lonely-gloves")
        assert (room.clock.now() - asked).total_seconds() <= MOST
        assert room.state().interviewer.interviewer == "scripted"

    with_model(body)


def test_an_answer_that_broke_off_is_paid_for(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Reply.calls("say", text="It begins and never comes to", fault=Cut(6)))
        await room.waiting("say", text="I loop.")
        calls = [e.payload for e in await room.events() if isinstance(e.payload, p.ModelCalled)]
        account = room.server.requests[-1].account
        assert len(calls) == 2
        assert calls[1].cache_read_tokens == account.read > 0
        assert calls[1].dollars > 0

    with_model(body)


def test_three_sentences_are_heard_unless_more_was_asked_for(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        text = "One glove. Two gloves. Three gloves. Four gloves. Five gloves."
        room.server.add(Reply.calls("say", text=text))
        await room.say("I would keep the gloves in a list.")
        assert room.state().messages[-1].text == "One glove. Two gloves. Three gloves."
        room.server.add(
            Reply.calls("say", text=text.replace("gloves", "socks").replace("One glove", "One sock"))
        )
        await room.say("Could you explain that example to me?")
        assert room.state().messages[-1].text.endswith("Five socks.")

    with_model(body)


def test_a_model_without_manners_is_told_once_then_the_script_speaks(with_model: Callable[..., None]) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Reply.calls("say", text="Great job!"), Reply.calls("say", text=SAID))
        assert SAID in await room.say("I would keep the gloves in a list.")
        assert "praises without saying what for" in str(room.server.requests[-1].body["messages"][-1])
        room.server.add(Reply.calls("say", text="Excellent!"), Reply.calls("say", text=SAID))
        answer = await room.say("And then I would go over it from the left.")
        assert SAID not in answer
        assert "Interviewer" in answer
        assert room.state().interviewer.interviewer == "scripted"
        room.server.add(Reply.calls("say", text="What comes first?"))
        assert "What comes first?" in await room.say("From the right, rather.")

    with_model(body)
