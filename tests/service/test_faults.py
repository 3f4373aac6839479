"""What goes wrong around an interview: a disk that is full at the worst moment, commands side by side."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from mockmind_lab.errors import ProblemError, Refused, SandboxError, StoreError
from mockmind_lab.interviewer.base import Preview
from mockmind_lab.interviewer.scripted import ScriptedInterviewer
from mockmind_lab.service import conduct
from tests.service.test_interview import GLOVES, RIGHT, WRONG


async def _fails(room: Any, monkeypatch: pytest.MonkeyPatch, kind: str, op: str, **args: Any) -> None:
    """``op`` meets a full disk when an event of ``kind`` is to be stored."""
    append = room.service.store.append_async

    async def full(records: Any, **given: Any) -> None:
        if any(f'"kind":"{kind}"' in record.json for record in records):
            raise StoreError("The disk is full.")
        await append(records, **given)

    with monkeypatch.context() as patch:
        patch.setattr(room.service.store, "append_async", full)
        with pytest.raises(StoreError):
            await room.do(op, **args)


@pytest.mark.parametrize("kind", ["interview_created", "stage_started"])
def test_a_start_that_fails_leaves_nothing_open(
    in_room: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    async def body(room: Any) -> None:
        await _fails(room, monkeypatch, kind, "start", problem=GLOVES)
        assert "No interview is open" in (await room.do("status"))["text"]
        assert "No interviews yet" in (await room.do("list"))["text"]
        with pytest.raises(Refused):
            await room.do("report")
        assert (await room.do("start", problem=GLOVES))["view"]["status"] == "in_progress"

    in_room(body)


@pytest.mark.parametrize("op", ["submit", "skip", "finish"])
def test_a_verdict_that_could_not_be_stored_is_given_by_the_next_command(
    in_room: Any, monkeypatch: pytest.MonkeyPatch, op: str
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        interview = room.caller.interview
        await room.cell(RIGHT)
        await _fails(room, monkeypatch, "verdict_given", "submit")
        if op == "submit":
            with pytest.raises(Refused, match="solved"):
                await room.do(op)
        elif op == "skip":
            with pytest.raises(Refused, match="Nothing comes after"):
                await room.do(op)
        else:
            assert (await room.do(op))["view"]["outcome"] == "solved"
        events = await room.service.events(interview)
        assert [e.payload.verdict.code for e in events if e.kind == "verdict_given"] == ["AC"]

    in_room(body)


def test_a_take_over_that_fails_is_tried_anew_and_watched(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, minutes=20)
        interview = room.caller.interview
        await room.die()
        await room.clock.advance(60)  # the lease of a host that only seems dead expires
        await _fails(room, monkeypatch, "host_changed", "status")
        await room.do("status")
        events = await room.service.events(interview)
        assert sum(e.kind == "host_changed" for e in events) == 2
        await room.clock.advance(20 * 60 + 1)
        await room.until(lambda: any(push["push"] == "file" for push in room.pushed))

    in_room(body)


def test_starts_and_returns_side_by_side_are_one(in_room: Any) -> None:
    async def body(room: Any) -> None:
        starts = [room.do("start", problem=GLOVES, caller=room.connect()) for _ in range(4)]
        done = await asyncio.gather(*starts, return_exceptions=True)
        assert sum(isinstance(result, Refused) for result in done) == 3
        interview = next(r["view"]["interview"] for r in done if not isinstance(r, Refused))
        await room.die()
        await room.clock.advance(60)  # the lease of a host that only seems dead expires
        await asyncio.gather(*(room.do("status", caller=room.connect()) for _ in range(4)))
        events = await room.service.events(interview)
        assert sum(e.kind == "host_changed" for e in events) == 2

    in_room(body)


def test_a_run_is_never_recorded_for_another_problem(in_room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(room: Any) -> None:
        await room.do("start", difficulty="easy", problems=2, seed=3)
        while room.state().stage.name != "problem":
            await room.do("skip")
        await room.cell(f"def {room.state().current.problem.entry_point}(*args):\n    pass\n")
        judging, skipped = asyncio.Event(), asyncio.Event()
        tried = room.service._judging._tried

        async def slow(*args: Any) -> Any:
            judging.set()
            await skipped.wait()
            return await tried(*args)

        monkeypatch.setattr(room.service._judging, "_tried", slow)
        running = asyncio.ensure_future(room.do("run"))
        await judging.wait()
        await room.do("skip")
        skipped.set()
        with pytest.raises(Refused, match="left meanwhile"):
            await running
        assert not any(round_.runs for round_ in room.state().rounds.values())

    in_room(body)


def test_no_command_of_one_notebook_touches_the_interview_of_another(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        first = room.state()
        await room.service.disconnect(room.caller)
        paused = room.service._shelf.held(first.id).state
        other = room.connect(place="other.ipynb")
        for op in ("finish", "hint", "pause", "submit", "skip"):
            with pytest.raises(Refused, match="open here"):
                await room.do(op, other)
        assert "notebook.ipynb" in (await room.do("status", other))["text"]
        assert room.service._shelf.held(first.id).state == paused
        resumed = await room.do("resume", other)
        assert resumed["view"]["interview"] == first.id

    in_room(body)


def test_a_package_that_vanishes_is_our_fault_and_costs_no_attempt(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        live = room.service._shelf.held(room.caller.interview)
        with monkeypatch.context() as patch:
            patch.setattr(room.service.library, "get", _gone)
            live._problem = None  # as for a host that has just taken the interview over
            broken = await room.service._judging.submit(live, "candidate")
        assert broken.code == "IE"
        assert room.state().current.used == 0
        assert "accepted" in (await room.do("submit"))["text"]

    in_room(body)


def test_the_first_run_that_fails_is_remarked_on_though_an_internal_error_came_before(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(WRONG)
        with monkeypatch.context() as patch:
            patch.setattr(room.judge, "judge", _broken)
            await room.do("run")
        said = len(room.state().messages)
        await room.do("run")
        assert [run.verdict.code for run in room.state().current.runs] == ["IE", "WA"]
        assert [message.occasion for message in room.state().messages[said:]] == ["run_failed"]

    in_room(body)


def _broken(*args: Any, **given: Any) -> Any:
    raise SandboxError("The sandbox is gone.")


def test_a_package_that_changes_does_not_change_the_problem_under_way(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        monkeypatch.setattr(room.service.library, "get", _gone)
        assert "accepted" in (await room.do("submit"))["text"]

    in_room(body)


def test_a_package_that_was_changed_is_not_judged_by_another_host(
    in_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT)
        live = room.service._shelf.held(room.caller.interview)
        other = room.service.library.get(GLOVES).model_copy(update={"digest": "0" * 64})
        with monkeypatch.context() as patch:
            patch.setattr(room.service.library, "get", lambda slug: other)
            live._problem = None  # as for a host that has just taken the interview over
            broken = await room.service._judging.submit(live, "candidate")
        assert (broken.code, "was changed after it was presented" in broken.message) == ("IE", True)
        assert room.state().current.used == 0

    in_room(body)


def _gone(slug: str) -> Any:
    raise ProblemError.at(slug, None, "the package is gone")


def test_a_cell_too_long_to_be_judged_is_named(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        await room.cell(RIGHT + "#" * 200_000)
        with pytest.raises(Refused, match=r"\[1\].*too long"):
            await room.do("submit")

    in_room(body)


@pytest.mark.timeout(30)
def test_an_interviewer_that_never_ends_its_sentence_is_cut_short(
    in_room: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def mumbling(*_: Any) -> Any:
        while True:
            yield Preview("And another thing")

    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES)
        monkeypatch.setattr(ScriptedInterviewer, "react", mumbling)
        monkeypatch.setattr(conduct, "_MOST_PREVIEWS", 50)
        await room.do("say", text="May the list be empty?")
        assert (await room.do("status"))["view"]["status"] == "in_progress"

    in_room(body)
    assert "cut short after 0 actions and 50 previews" in caplog.text
