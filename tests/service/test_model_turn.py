"""What of a model's turn reaches the candidate: each word once, and one wherever a word is due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.core.payloads import MessageSaid, MessageWithheld
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.testing import Cut, Reply, Request, ToolCall
from tests.service.model_room import MODEL, ModelRoom, room_runner

FIRST = "Which glove does your loop look at first?"
SAID = FIRST + " Tell me how it ends."
NOTE = Reply.calls("assess", criterion="communication", note="Asks well.")
ON = Reply.calls("advance_phase", phase="observing")
SILENT = Reply.says("silent")
STUB = "def unpaired(gloves):\n    return []\n"
SOLUTION = next(
    s.source
    for s in Library().submissions("lonely-gloves")
    if s.kind == "accepted" and s.language == "python"
)
RunModel = Callable[..., None]


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> RunModel:
    """Runs an asynchronous test body in a room whose interviewer is a model."""
    return room_runner(tmp_path, judge)


def previews(room: ModelRoom) -> list[str]:
    return [str(push["text"]) for push in room.pushed if push["push"] == "preview"]


def by_model(room: ModelRoom) -> list[str]:
    """What was said since the greeting, all of it by the model."""
    assert room.state().interviewer.interviewer == MODEL
    return [m.text for m in room.state().messages if m.speaker == "interviewer"][1:]


def test_words_of_a_tool_that_does_not_count_are_not_shown(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.pushed.clear()
        room.server.add(Reply.calls("ask_followup", text="These were never to be read. Not at all."))
        room.server.add(Reply.calls("say", text=SAID))
        await room.say("How many gloves may there be?")
        assert previews(room)
        assert not any("never to be read" in text for text in previews(room))
        assert by_model(room) == [SAID]

    with_model(body)


def refused(text: str) -> list[tuple[ToolCall, ...]]:
    """Calls that are refused though their words may be said."""
    warm = ToolCall("say", {"text": text, "tone": "warm"})
    return [
        (ToolCall("ask_followup", {"text": text}),),
        (warm,),
        (ToolCall("say", {"tone": "warm", "text": text}),),
        (ToolCall("say", raw='{"text": "' + text + " And"),),
        (ToolCall("say", {"text": f"{text} Write:\n```python\n{SOLUTION}\n```"}),),
        (warm, ToolCall("give_hint", {"level": 3})),
        (warm, warm),
    ]


def test_what_was_shown_of_a_refused_call_may_be_said_again(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        texts = [f"{FIRST[:-1]} in step {number}? Tell me how {number} ends." for number in range(11, 19)]
        for number, text in enumerate(texts[:-1]):
            room.server.add(Reply(refused(text)[number]), Reply.calls("say", text=text))
            await room.say(f"What of the {number} gloves?")
        beside = ToolCall("say", {"text": texts[-1]})
        room.server.add(Reply((*refused(texts[-1])[1], beside)), SILENT)
        await room.say("And what of the others?")
        assert by_model(room) == texts

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


def said(room: ModelRoom, occasion: str) -> list[str]:
    """What the interviewer has said on an occasion."""
    return [m.text for m in room.state().messages if m.speaker == "interviewer" and m.occasion == occasion]


@pytest.mark.parametrize(
    "answers",
    [[NOTE, ON], [Reply.calls("run_code"), NOTE, SILENT], [SILENT] * 2],
    ids=["notes", "run", "no"],
)
def test_a_question_to_which_the_model_says_nothing_is_answered_by_the_script(
    with_model: RunModel, answers: list[Reply]
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(*answers)
        assert "10,000" in await room.say("How many gloves may there be?")
        room.server.add(NOTE, Reply.calls("say", text=SAID))  # it was silent, not broken: no rest
        assert SAID in await room.say("I would use a loop.")  # and where it was reminded it speaks

    with_model(body)


async def two_problems(room: ModelRoom, *answers: Reply) -> None:
    """An interview of two problems, at the first of them; then the model answers in this order."""
    room.server.follow(lambda _: SILENT)
    await room.do("start", problem="lonely-gloves", problems=2)
    while room.state().phase is None:
        await room.do("skip")
    left = iter(answers)
    room.server.follow(lambda _: next(left, SILENT))


def test_a_hint_a_skip_and_the_next_problem_are_answers(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await two_problems(
            room,
            Reply.calls("give_hint", level=1),
            Reply.calls("skip"),
            Reply.calls("present_problem", text="Here is another one."),
        )
        assert "Hint 1" in await room.say("I tried two loops with a counter. Please give me a hint.")
        assert "Here is another one." in await room.say("Let me skip this problem.")
        assert room.state().interviewer.interviewer == MODEL

    with_model(body)


def mute(request: Request) -> Reply:
    """A model that says nothing but the first words of an interview."""
    first = len(request.body["messages"]) == 1
    return Reply.calls("present_problem", text="Gloves are to be paired.") if first else SILENT


def test_a_run_a_submission_the_clock_and_the_end_get_a_word_though_the_model_has_none(
    with_model: RunModel,
) -> None:
    async def body(room: ModelRoom) -> None:
        room.server.follow(mute)
        await room.begin()
        await room.cell(STUB)
        await room.do("run")
        assert "unpaired" in said(room, "run_failed")[0]
        await room.do("submit")
        assert said(room, "submission")
        for occasion in ("standstill", "half_time", "five_minutes"):
            while not said(room, occasion):
                await room.clock.advance(10)
                await asyncio.sleep(0.01)
        interview = room.caller.interview
        await room.do("finish")
        assert interview
        spoken = [e.payload for e in await room.service.events(interview)]
        last = [payload for payload in spoken if isinstance(payload, MessageSaid)][-1]
        assert (last.speaker, last.occasion) == ("interviewer", "finished")

    with_model(body)


def test_a_hint_that_was_taken_needs_no_word(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        await room.cell(STUB)
        room.server.add(SILENT)
        await room.do("hint")
        assert not said(room, "hint_taken")
        assert room.state().interviewer.interviewer == MODEL

    with_model(body)


def test_a_model_does_not_go_on_before_it_has_said_a_word_on_a_submission(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        onward = ToolCall("advance_phase", {"phase": "wrapping_up"})
        told = ToolCall("say", {"text": SAID})
        await two_problems(
            room,
            Reply((onward,)),
            Reply((told, onward)),
            Reply.calls("present_problem", text="Here is another one."),
        )
        await room.cell(SOLUTION)
        await room.do("submit")
        assert said(room, "submission") == [SAID]
        assert room.state().messages[-1].text == "Here is another one."

    with_model(body)


def test_three_sentences_are_heard_in_however_many_messages_they_come(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        texts = [f"Glove {number} is left. Hand {number} is right." for number in range(6)]
        onward = ToolCall("advance_phase", {"phase": "observing"})
        room.server.add(Reply((*(ToolCall("say", {"text": text}) for text in texts), onward)))
        await room.say("I would keep the gloves in a list.")
        assert by_model(room) == [texts[0], "Glove 1 is left."]
        assert room.state().phase == "observing"  # what else it did is done, in the one call
        assert len(room.server.requests) == 2

    with_model(body)


def test_a_message_in_which_nothing_can_be_read_is_no_answer(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(Reply.calls("say", text="\u200b"), Reply.calls("say", text=SAID))
        await room.say("How many gloves may there be?")
        assert by_model(room) == [SAID]
        room.server.add(Reply.calls("say", text=" \u200b\n\u2060"), Reply.calls("say", text="\u200b…"))
        assert "may be empty" in await room.say("Can the list be empty?")
        assert "\u200b" not in "".join(message.text for message in room.state().messages)

    with_model(body)


def leaking(words: str, then: str = "") -> ToolCall:
    return ToolCall("say", {"text": f"{words} Write this:\n```python\n{SOLUTION}\n```\n{then}"})


TOLD = leaking("It is easy.", "And so on it goes. " * 30)
BROKEN = Reply((TOLD,), fault=Cut(len(TOLD.json) // TOLD.chunk - 20))
FILLER = ToolCall("say", {"text": "One moment, let me think."})


@pytest.mark.parametrize(
    "answers",
    [
        [Reply((FILLER, leaking("It is easy."))), Reply((leaking("Now again."),))],
        [Reply((FILLER, leaking("It is easy."))), SILENT],
        [Reply((leaking("It is easy."),)), SILENT],
        [BROKEN],
    ],
    ids=["filler", "filler-silent", "silent", "cut"],
)
def test_a_leak_that_the_model_does_not_replace_is_replaced_by_the_bank_s_own_hint(
    with_model: RunModel, answers: list[Reply]
) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        room.server.add(*answers)
        answer = await room.say("How would one write that?")
        assert len(room.server.requests) == 1 + len(answers)
        assert "`%interview hint`" in answer
        assert "5 points" in answer
        leaks = [e.payload.leak for e in await room.events() if isinstance(e.payload, MessageWithheld)]
        assert set(leaks) == {"code of a reference solution"}

    with_model(body)


def test_a_leak_on_a_run_that_is_followed_by_silence_is_replaced(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        await room.cell(STUB)
        room.server.add(Reply((leaking("That fails."),)), SILENT)
        await room.do("run")
        assert "`%interview hint`" in said(room, "run_failed")[0]
        assert len(room.server.requests) == 3

    with_model(body)


def test_many_notes_before_a_word_do_not_keep_it_from_the_candidate(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        note = ToolCall("assess", {"criterion": "communication", "note": "They asked."})
        room.server.add(Reply((*[note] * 30, ToolCall("say", {"text": SAID}))))
        assert SAID in await room.say("Is an empty list possible?")

    with_model(body)
