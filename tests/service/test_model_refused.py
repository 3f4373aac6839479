"""What a candidate has seen of a message is no repetition when its call comes to nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.testing import Reply, ToolCall
from tests.service.model_room import MODEL, ModelRoom

FIRST = "Which glove does your loop look at first?"
SAID = FIRST + " Tell me how it ends."
SOLUTION = next(
    s.source
    for s in Library().submissions("lonely-gloves")
    if s.kind == "accepted" and s.language == "python"
)
RunModel = Callable[..., None]


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> RunModel:
    """Runs an asynchronous test body in a room whose interviewer is a model."""

    def run(body: Callable[[ModelRoom], Awaitable[None]]) -> None:
        async def whole() -> None:
            room = ModelRoom(tmp_path, judge)
            try:
                await asyncio.wait_for(body(room), 60)
            finally:
                await room.close()

        asyncio.run(whole())

    return run


def previews(room: ModelRoom) -> list[str]:
    return [str(push["text"]) for push in room.pushed if push["push"] == "preview"]


def by_model(room: ModelRoom) -> list[str]:
    """What was said since the greeting, all of it by the model."""
    assert room.state().interviewer.interviewer == MODEL
    return [m.text for m in room.state().messages if m.speaker == "interviewer"][1:]


@pytest.mark.parametrize(
    ("name", "at"), [("ask_followup", "How many gloves may there be?"), ("present_problem", "I use a loop.")]
)
def test_words_of_a_tool_that_does_not_count_are_not_shown(with_model: RunModel, name: str, at: str) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.pushed.clear()
        room.server.add(Reply.calls(name, text="These were never to be read. Not at all."))
        room.server.add(Reply.calls("say", text=SAID))
        await room.say(at)
        assert previews(room)
        assert not any("never to be read" in text for text in previews(room))
        assert by_model(room) == [SAID]

    with_model(body)


@pytest.mark.parametrize(
    "refused",
    [
        (ToolCall("ask_followup", {"text": SAID}),),
        (ToolCall("say", {"text": SAID, "tone": "warm"}),),
        (ToolCall("say", {"tone": "warm", "text": SAID}),),
        (ToolCall("say", raw='{"text": "' + SAID + " And"),),
        (ToolCall("say", {"text": SAID + f" Write:\n```python\n{SOLUTION}\n```"}),),
        (ToolCall("say", {"text": FIRST, "tone": "warm"}), ToolCall("give_hint", {"level": 1})),
    ],
    ids=["tool", "argument", "argument-first", "json", "leak", "two"],
)
def test_what_was_shown_of_a_refused_call_may_be_said_again(
    with_model: RunModel, refused: tuple[ToolCall, ...]
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Reply(refused), Reply.calls("say", text=SAID))
        await room.say("How many gloves may there be?")
        assert by_model(room) == [SAID]

    with_model(body)


def test_a_call_that_is_right_is_carried_out_beside_a_refused_one_of_the_same_words(
    with_model: RunModel,
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(
            Reply((ToolCall("say", {"text": SAID, "tone": "warm"}), ToolCall("say", {"text": SAID}))),
            Reply.says("silent"),
        )
        await room.say("How many gloves may there be?")
        assert by_model(room) == [SAID]

    with_model(body)


def test_a_greeting_by_the_wrong_tool_may_be_said_by_the_right_one(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        text = "Hello there, I am your interviewer. This is about gloves."
        room.server.add(Reply.calls("say", text=text), Reply.calls("present_problem", text=text))
        await room.do("start", problem="lonely-gloves")
        assert [m.text for m in room.state().messages] == [text]

    with_model(body)


def test_words_behind_a_move_are_shown_once_it_is_known_that_they_count(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.pushed.clear()
        room.server.add(
            Reply((ToolCall("advance_phase", {"phase": "observing"}), ToolCall("say", {"text": SAID})))
        )
        await room.say("How many gloves may there be?")
        assert previews(room) == [SAID]
        assert by_model(room) == [SAID]

    with_model(body)
