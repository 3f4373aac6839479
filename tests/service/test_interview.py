"""An interview through the service, from ``start`` to the report."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import re
from typing import Any

import nbformat
import pytest

from mockmind_lab.core.events import chain_fault
from mockmind_lab.core.scoring import FeedbackGiven, ScoreLine
from mockmind_lab.core.verdict import Code, TestResult, Verdict
from mockmind_lab.errors import NothingToSubmit, Refused, StoreError, UnknownName
from mockmind_lab.library import Library
from mockmind_lab.service import narration

GLOVES = "lonely-gloves"
RIGHT = """
from collections import Counter

def unpaired(gloves):
    waiting = Counter()
    for glove in gloves:
        partner = glove[:-1] + ("R" if glove[-1] == "L" else "L")
        if waiting[partner]:
            waiting[partner] -= 1
        else:
            waiting[glove] += 1
    return list(waiting.elements())
"""
WRONG = "def unpaired(gloves):\n    return []\n"


def test_an_interview_goes_from_start_to_a_report_that_verifies(in_room: Any) -> None:
    async def body(room: Any) -> None:
        started = await room.do("start", problem=GLOVES, seed=1)
        assert "Lonely gloves" in started["text"]
        assert "Interviewer" in started["text"]
        assert started["view"]["status"] == "in_progress"
        said = await room.do("say", text="Can the list be empty?")
        assert "Interviewer" in said["text"]
        await room.cell(WRONG)
        run = await room.do("run")
        assert "wrong answer" in run["text"]
        wrong = await room.do("submit")
        assert "2 submissions left" in wrong["text"]
        hint = await room.do("hint")
        assert "Hint 1" in hint["text"]
        assert "costs 5 points" in hint["text"]
        await room.cell(RIGHT, 2)
        right = await room.do("submit")
        assert "accepted" in right["text"]
        assert right["view"]["phase"] == "reviewing"
        finished = await room.do("finish")
        assert finished["view"]["status"] == "completed"
        assert "Score" in finished["text"]
        notebook = nbformat.reads(base64.b64decode(finished["file"]["data"]), as_version=4)
        nbformat.validate(notebook)
        events = await room.service.events(finished["view"]["interview"])
        assert chain_fault(json.loads(event.to_json()) for event in events) is None

    in_room(body)


def test_unhappy_requests_are_refused_in_one_line_and_change_nothing(in_room: Any) -> None:
    async def body(room: Any) -> None:
        for op in ("say", "hint", "run", "submit", "skip", "pause", "resume", "finish", "report"):
            args = {"text": "hello"} if op == "say" else {}
            with pytest.raises(Refused) as caught:
                await room.do(op, **args)
            assert "\n" not in str(caught.value)
        with pytest.raises(UnknownName, match="lonely-gloves"):
            await room.do("start", problem="lonly-gloves")
        await room.do("start", problem=GLOVES)
        seq = room.state().seq
        with pytest.raises(Refused, match="open here already"):
            await room.do("start", problem=GLOVES)
        with pytest.raises(NothingToSubmit):
            await room.do("submit")
        assert room.state().seq == seq
        await room.cell("def unpaired(gloves:\n    return []")
        with pytest.raises(NothingToSubmit, match=r"\[1\]"):
            await room.do("submit")
        await room.cell(WRONG, 2)
        with pytest.raises(Refused, match="literals"):
            await room.do("run", input="__import__('os')")
        assert room.state().current.used == 0

    in_room(body)


def test_a_run_on_an_own_input_shows_what_the_code_returned(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        result = await room.do("run", input='["red L", "red R", "blue L"]')
        assert "['blue L']" in result["text"]
        assert room.state().current.used == 0

    in_room(body)


def test_a_solution_in_another_language_goes_all_the_way_to_the_report(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        head = await room.do("starter", language="JS")
        assert "%%solution javascript\n" in head["text"]
        assert "function unpaired(gloves)" in head["text"]
        with pytest.raises(Refused, match="Did you mean 'javascript'"):
            await room.do("starter", language="javascirpt")
        source = (Library().package(GLOVES).folder.path / "submissions/accepted/balance.js").read_text()
        await room.cell("%%solution javascript\n" + source)
        assert "passed" in (await room.do("run"))["text"]
        assert "blue L" in (await room.do("run", input='["blue L"]'))["text"]
        await room.do("submit")
        attempt = room.state().current.attempts[-1]
        assert (attempt.artefact.language, attempt.verdict.code) == ("javascript", "AC")
        report = base64.b64decode((await room.do("finish"))["file"]["data"]).decode()
        assert "```javascript" in report
        assert "balance.set(colour" in report

    in_room(body)


def test_three_wrong_submissions_decide_the_round(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        for count in range(1, 4):
            await room.cell(WRONG + f"# {count}\n", count)
            await room.do("submit")
        assert room.state().current.outcome == "out_of_attempts"
        with pytest.raises(Refused, match="decided"):
            await room.do("submit")

    in_room(body)


def test_the_end_of_time_submits_the_code_and_sends_the_report(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, minutes=20)
        await room.cell(RIGHT)
        interview = room.caller.interview
        await room.clock.advance(20 * 60 + 1)
        await room.until(lambda: any(push["push"] == "file" for push in room.pushed))
        events = await room.service.events(interview)
        made = [e for e in events if e.kind == "submission_made"]
        assert [e.payload.reason for e in made] == ["time"]
        assert events[-2].payload.status == "completed"
        assert room.pushed[-1]["file"]["interview"] == interview
        assert room.pushed[-1]["text"].startswith(f"**Score: {events[-1].payload.score:.0f} of 100**")

    in_room(body)


def test_a_standstill_of_three_minutes_is_noticed_once(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(WRONG)

        def nudges() -> int:
            return sum(m.occasion == "standstill" for m in room.state().messages)

        await room.clock.advance(170)
        assert nudges() == 0
        await room.clock.advance(20)
        await room.until(lambda: nudges() == 1)
        await room.clock.advance(300)
        assert nudges() == 1

    in_room(body)


def test_a_hint_is_for_who_has_said_or_shown_what_they_tried(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        for said in ("I'm stuck! Please give me a hint.", "Nice weather in Berlin today"):
            await room.do("say", text=said)
            with pytest.raises(Refused, match="what you tried"):
                await room.do("hint")
        await room.do("say", text="I compared each glove with every other one, which is slow.")
        assert "Hint 1" in (await room.do("hint"))["text"]
        with pytest.raises(Refused, match="what you tried"):
            await room.do("hint")  # nothing was done with the first
        await room.cell("1+1", 7)
        with pytest.raises(Refused, match="what you tried"):
            await room.do("hint")
        await room.cell(WRONG)
        assert "Hint 2" in (await room.do("hint"))["text"]
        text = {"cell": "cell-2", "source": "left = [glove for glove in drawer]"}
        await room.clock.advance(5)
        await room.do("text", **text)
        assert "Hint 3" in (await room.do("hint"))["text"]  # what was typed counts as well

    in_room(body)


def test_who_has_nothing_to_tell_is_asked_twice_and_then_given_the_hint(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        for level in (1, 2):
            for _ in range(2):
                with pytest.raises(Refused, match="what you tried"):
                    await room.do("hint")
            assert f"Hint {level}" in (await room.do("hint"))["text"]

    in_room(body)


def test_a_pause_stops_the_clock_and_refuses_work(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, minutes=20)
        await room.clock.advance(60)
        await room.do("pause")
        await room.clock.advance(3600)
        with pytest.raises(Refused, match="paused"):
            await room.do("hint")
        resumed = await room.do("resume")
        assert resumed["view"]["clock"]["remaining_seconds"] == pytest.approx(19 * 60)

    in_room(body)


def test_a_kernel_that_goes_away_pauses_and_a_new_one_goes_on(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        await room.service.disconnect(room.caller)
        assert room.state().status == "paused"
        room.caller = room.connect()
        status = await room.do("status")
        assert status["view"]["status"] == "in_progress"
        assert "accepted" in (await room.do("submit"))["text"]

    in_room(body)


def test_a_host_that_dies_pauses_the_clock_and_the_next_goes_on(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, minutes=20)
        await room.cell(RIGHT)
        before = room.state()
        await room.die()
        await room.clock.advance(7200)
        status = await room.do("status")
        assert status["view"]["interview"] == before.id
        assert status["view"]["clock"]["remaining_seconds"] == pytest.approx(20 * 60)
        assert "accepted" in (await room.do("submit"))["text"]

    in_room(body)


def test_another_owner_never_finds_the_interview(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        other = room.connect(owner="eve")
        result = await room.do("status", other)
        assert "No interview is open" in result["text"]
        assert "No interviews yet" in (await room.do("list", other))["text"]
        assert [(await room.do("history", who))["data"]["total"] for who in (other, None)] == [0, 1]
        with pytest.raises(UnknownName):
            await room.do("report", other, interview=room.caller.interview)

    in_room(body)


def test_an_interview_that_ended_unnoticed_is_shown_as_ended_by_status(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        interview, first = room.caller.interview, room.caller
        await room.cell(RIGHT)
        await room.do("submit")
        await room.do("finish", room.connect())
        first.place = "moved.ipynb"  # found by what it was attached to, the next by where it is
        for caller in (first, room.connect()):
            told = await room.do("status", caller)
            assert "No interview is open" in told["text"]
            assert told["view"]["interview"] == interview
            assert told["view"]["status"] == "completed"
            assert told["view"]["score"] is not None
        for caller in (room.connect(place="other.ipynb"), room.connect(owner="eve"), room.connect(place="")):
            assert "view" not in await room.do("status", caller)

    in_room(body)


def test_two_problems_follow_the_plan_of_stages(in_room: Any) -> None:
    async def body(room: Any) -> None:
        started = await room.do("start", difficulty="easy", problems=2, seed=3)
        assert started["view"]["problem"] is None
        assert [stage.name for stage in room.state().plan] == [
            "greeting", "self_introduction", "warm_up", "problem", "problem", "closing",
        ]  # fmt: skip
        while room.state().stage.name != "problem":
            await room.do("skip")
        assert room.state().round == 1
        await room.do("skip")
        assert room.state().round == 2
        assert room.state().rounds[1].outcome == "skipped"
        await room.do("skip")
        assert room.state().stage.name == "closing"
        finished = await room.do("finish")
        assert finished["view"]["status"] in ("completed", "abandoned")

    in_room(body)


def test_a_store_that_fails_refuses_the_command_and_loses_nothing(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        before = room.state()
        with monkeypatch.context() as patch:
            patch.setattr(room.service.store, "append_async", _full)
            with pytest.raises(StoreError):
                await room.do("say", text="hello")
        assert room.state() == before
        await room.do("say", text="hello again")
        assert [m.text for m in room.state().messages if m.speaker == "candidate"] == ["hello again"]

    in_room(body)


def _full(*_: Any, **__: Any) -> None:
    raise StoreError("The disk is full.")


def test_hidden_tests_never_reach_a_view_or_an_event(in_room: Any) -> None:
    async def body(room: Any) -> None:
        problem = room.service.library.get(GLOVES)
        await room.do("start", problem=GLOVES)
        await room.cell(WRONG)
        await room.do("submit")
        finished = await room.do("finish")
        events = await room.service.events(finished["view"]["interview"])
        spoken = json.dumps([room.pushed, finished, [e.to_json() for e in events]])
        spoken += base64.b64decode(finished["file"]["data"]).decode()
        for test in problem.tests:
            shown = repr(test.args)
            if not test.visible and len(shown) > 40:
                assert shown[2:40] not in spoken

    in_room(body)


def test_commands_side_by_side_leave_one_whole_chain(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        jobs = [room.do("say", text=f"question {n}?") for n in range(5)]
        jobs += [room.do("run"), room.do("submit"), room.do("hint"), room.cell(WRONG, 9)]
        await asyncio.gather(*jobs, return_exceptions=True)
        events = await room.service.events(room.caller.interview)
        assert chain_fault(json.loads(event.to_json()) for event in events) is None
        assert sum(e.kind == "message_said" and e.payload.speaker == "candidate" for e in events) == 5

    in_room(body)


def test_a_flood_of_cells_is_bounded_and_the_interview_can_still_end(in_room: Any) -> None:
    async def body(room: Any) -> None:
        room.service.max_events = 30
        await room.do("start", problem=GLOVES)
        for count in range(40):
            with contextlib.suppress(Refused):
                await room.cell(WRONG, count)
        assert room.state().seq <= 31
        with pytest.raises(Refused, match="finish"):
            await room.cell(WRONG, 41)
        finished = await room.do("finish")
        assert finished["view"]["status"] == "completed"

    in_room(body)


def test_the_score_is_told_in_words_bands_and_steps_and_that_of_version_1_as_ever(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        await room.cell("gloves = []")
        await room.do("hint")
        await room.cell(RIGHT)
        await room.do("run")
        await room.do("submit")
        text = (await room.do("finish"))["text"]
        told = text[text.index("**Score: ") :]
        assert re.match(r"\*\*Score: [\d.]+ of 100\*\* · (lean )?hire \([\d.]+ without hints\)", told)
        assert "| Problem solving | +10.5 | good (3 of 4): the first submission was accepted, after" in told
        assert "| Communication | 0 | no evidence: nothing was said" in told
        for heading in ("**Went well**", "**Needs improvement**", "**Next**\n\n1. "):
            assert heading in told

    in_room(body)
    old = FeedbackGiven(
        evaluator="rules", rubric_version=1, score=70.0, strengths=("You ran it.",), improvements=("Ask.",),
        lines=(ScoreLine(label="Correctness", points=70.0, reason="all passed", evidence=(3,)),),
    )  # fmt: skip
    assert narration.feedback(old) == (
        "**Score: 70 of 100**\n\n| | points | why |\n|---|---:|---|\n| Correctness | +70 | all passed |\n\n"
        "+ You ran it.\n\n- Ask."
    )


def test_what_a_program_printed_is_cut_to_a_few_lines_that_say_how_much_is_missing() -> None:
    assert narration.shortened("short\nand sweet\n") == "short\nand sweet"
    assert narration.shortened("x" * 4000) == "x" * 640 + "\n… 3,360 more characters"
    assert narration.shortened("a\n" * 2000) == "a\n" * 8 + "… 3,984 more characters"
    failed = TestResult(
        number=1, category="typical", visible=True, code=Code.WA, message="wrong answer", cpu_seconds=0.0,
        wall_seconds=0.0, peak_memory_bytes=0, input="x", expected="1", got="7" * 4000, stdout="y" * 4000,
    )  # fmt: skip
    verdict = Verdict(code=Code.WA, message="wrong answer", tests=(failed,))
    told = narration.verdict(verdict, title="Submission 1")
    assert len(told) < 1500
    assert "3,680 more characters" in told
    assert "3,360 more characters" in told
