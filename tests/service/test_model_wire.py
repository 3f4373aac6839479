"""What comes over a model's wire that nobody would send on purpose: the candidate has an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.errors import ConfigError
from mockmind_lab.judge import Judge
from mockmind_lab.testing import Cut, Failure, Reply, Request, Text, ToolCall
from tests.service.model_room import MODEL, ModelRoom, runner

RunModel = Callable[..., None]


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> RunModel:
    """Runs an asynchronous test body in a room whose interviewer is a model."""
    return runner(tmp_path, judge)


def test_a_wait_that_no_clock_can_hold_leaves_nobody_without_an_answer(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        for seconds in (float("nan"), 1e18):
            room.service.interviewer._resting.clear()
            room.server.add(*[Failure(429, "rate_limit_error", "wait", seconds)] * 3)
            answer = await room.waiting("say", text=f"May there be {seconds} gloves in the list?")
            assert "Interviewer" in answer["text"], seconds
            assert room.state().interviewer.interviewer == "scripted"
            room.server._script.clear()

    with_model(body)


def test_half_a_character_is_said_and_shuts_nobody_out(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(
            Reply((ToolCall("say", raw='{"text": "Which glove \\ud83d comes first?"}'),)),
            Reply.calls("say", text="And which comes second?"),
        )
        assert "Which glove \ufffd comes first?" in await room.say("I take one.")
        assert "And which comes second?" in await room.say("I take the other.")
        assert room.state().interviewer.interviewer == MODEL

    with_model(body)


def test_a_conversation_that_is_refused_is_told_anew_and_the_model_comes_back(with_model: RunModel) -> None:
    def strict(request: Request) -> Reply | Failure:
        said = [m for m in request.body["messages"] if m["role"] == "assistant"]
        if "CURSED" in str(said):
            return Failure(400, "invalid_request_error", "messages.1: that is not taken back")
        if "one glove" in str(request.body["messages"][-1]) and len(said) == 1:
            return Reply((Text("CURSED"), ToolCall("say", {"text": "Which one is it?"})))
        turn = len(room_of[0].server.requests)
        return Reply.calls("say" if turn > 1 else "present_problem", text=f"What comes {turn} steps on?")

    room_of: list[ModelRoom] = []

    async def body(room: ModelRoom) -> None:
        room_of.append(room)
        room.server.follow(strict)
        await room.begin()
        assert "Which one is it?" in await room.say("I take one glove.")
        await room.say("Then I take the other.")
        assert room.state().interviewer.interviewer == "scripted"
        await room.clock.advance(60)
        assert "steps on?" in await room.say("Then I look at both.")
        assert room.state().interviewer.interviewer == MODEL

    with_model(body)


def test_a_tool_with_an_odd_name_is_refused_and_taken_back(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(
            Reply((ToolCall("say to them", {"text": "x"}),)), Reply.calls("say", text="Which comes first?")
        )
        assert "Which comes first?" in await room.say("I take one glove.")
        told = room.server.requests[-1].body["messages"]
        assert "say_to_them" in str(told[-2])
        assert "does not count now" in str(told[-1])

    with_model(body)


def test_a_shortened_conversation_keeps_the_open_question_and_the_verdict(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Failure.too_long(), Reply.calls("say", text="What would you expect?"))
        await room.say("I have thought about this. " * 20 + "May a colour have two words?")
        assert "two words" in str(room.server.requests[-1].body["messages"])
        await room.cell("def unpaired(gloves):\n    return ['zzz']\n")
        room.server.add(Failure.too_long(), Reply.calls("say", text="What gives the first test?"))
        await room.do("submit")
        told = str(room.server.requests[-1].body["messages"])
        assert "<earlier>" in told
        assert "submission 1: WA" in told

    with_model(body)


def test_the_budget_is_looked_at_before_each_call_and_its_end_is_told(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        budget = room.service.interviewer.budget
        budget.interview_dollars = room.state().cost.dollars + 1e-7
        before = len(room.server.requests)
        room.server.add(*[Reply.calls("skip")] * 4)
        answer = await room.say("How many gloves may there be?")
        assert len(room.server.requests) == before + 1
        assert answer.count("the budget of the model that I spoke with is used up") == 1
        assert "10,000" in answer
        assert "budget is used up" in (await room.do("status"))["text"]
        assert "budget" not in await room.say("Can the list be empty?")

    with_model(body)


def test_the_end_of_a_budget_is_told_though_the_script_speaks_already(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Failure(404, "not_found_error"))
        assert "budget" not in await room.say("How many gloves may there be?")
        room.service.interviewer.budget.interview_dollars = room.state().cost.dollars / 2
        assert "the budget of the model that I spoke with is used up" in await room.say("Can it be empty?")
        assert "budget is used up" in (await room.do("status"))["text"]

    with_model(body)


def test_a_model_that_can_t_be_had_on_this_host_leaves_nobody_without_an_answer(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()

        def gone(name: str) -> None:
            raise ConfigError(f"{name} is not installed here")

        room.service.interviewer._provider = gone
        answer = await room.waiting("say", text="How many gloves may there be?")
        assert "10,000" in answer["text"]
        assert room.state().interviewer.interviewer == "scripted"

    with_model(body)


def test_a_model_is_told_what_was_heard_of_an_answer_that_broke_off(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        heard = "Which glove do you take first? "
        room.server.add(Reply.calls("say", text=f"{heard}And then there is more to sa", fault=Cut(9)))
        await room.waiting("say", text="I take one glove after the other.")
        assert any(heard.strip() in m.text for m in room.state().messages)
        await room.clock.advance(700)
        room.server.add(Reply.calls("say", text="And the next one?"))
        await room.waiting("say", text="The first of the list.")
        assert heard.strip() in str(room.server.requests[-1].body["messages"])

    with_model(body)
