"""Submissions are measured beside the interview, and what is missing is measured before it is scored."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.core.scoring import FeedbackGiven
from mockmind_lab.service.measuring import Measuring

EGGS = "leftover-eggs"


@pytest.fixture(scope="module")
def solution() -> str:
    from mockmind_lab.library import Library

    found = Library().submissions(EGGS)
    return next(one.source for one in found if one.kind == "accepted" and one.language == "python")


def measured(room: Any) -> list[Any]:
    return of(room.service._shelf.held(room.caller.interview))


def of(live: Any) -> list[Any]:
    kinds = ComplexityMeasured | TestsMeasured | CodeChecked
    return [event.payload for event in live.events if isinstance(event.payload, kinds)]


async def asked(room: Any) -> str:
    started = await room.do("start", problem=EGGS, seed=1)
    entry = started["view"]["problem"]["entry_point"]
    return f"assert {entry} is not None\ndef test_nothing():\n    {entry}"


def test_an_accepted_submission_is_measured_while_the_interview_goes_on(in_room: Any, solution: str) -> None:
    async def body(room: Any) -> None:
        tests = await asked(room)
        await room.cell(solution)
        await room.cell(tests, 2)
        await room.do("submit")
        await room.until(lambda: len(measured(room)) == 3)
        (own,) = [note for note in measured(room) if isinstance(note, TestsMeasured)]
        assert len(own.tests) == 2
        assert own.caught == 0
        assert own.mutants > 2
        (growth,) = [note for note in measured(room) if isinstance(note, ComplexityMeasured)]
        assert growth.mine.growth == "O(n)"
        assert growth.reference is not None
        assert growth.reference.growth == "O(n)"
        live = room.service._shelf.held(room.caller.interview)
        await room.do("finish")
        assert sum(isinstance(event.payload, ComplexityMeasured) for event in live.events) == 1
        places = [event.seq for event in live.events if isinstance(event.payload, CodeChecked)]
        (scored,) = [event.seq for event in live.events if isinstance(event.payload, FeedbackGiven)]
        assert max(places) < scored

    in_room(body)


def test_the_best_of_wrong_submissions_is_measured_before_the_score(in_room: Any) -> None:
    async def body(room: Any) -> None:
        started = await room.do("start", problem=EGGS, seed=1)
        entry = started["view"]["problem"]["entry_point"]
        await room.cell(f"def {entry}(*given):\n    return given == None\n")
        await room.do("submit")
        live = room.service._shelf.held(room.caller.interview)
        assert measured(room) == []
        await room.do("finish")
        (checked,) = [event.payload for event in live.events if isinstance(event.payload, CodeChecked)]
        assert "E711" in {finding.rule for finding in checked.findings}

    in_room(body)


def test_a_host_that_comes_after_another_measures_what_is_missing(
    in_room: Any, solution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body(room: Any) -> None:
        await asked(room)
        await room.cell(solution)
        with monkeypatch.context() as patched:
            patched.setattr(Measuring, "begin", lambda self, live: None)
            await room.do("submit")
        await room.die()
        await room.clock.advance(60)  # the lease of a host that only seems dead expires
        await room.do("resume")
        assert measured(room) == []
        live = room.service._shelf.held(room.caller.interview)
        await room.do("finish")
        assert [e.kind for e in live.events].count("complexity_measured") == 1

    in_room(body)


def test_the_end_does_not_wait_for_a_measurement_that_hangs(
    in_room: Any, solution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mockmind_lab.service import measuring

    def hang(self: Any, problem: Any, attempt: Any, enough: Any) -> Any:
        enough.wait(60)
        return ComplexityMeasured(submission=attempt.seq, mine=measuring._NO_CURVE, reference=None, target="")

    monkeypatch.setattr(Measuring, "_growth", hang)
    monkeypatch.setattr(measuring, "FINISH_SECONDS", 0.6)

    async def body(room: Any) -> None:
        await asked(room)
        await room.cell(solution)
        await room.do("submit")
        finished = await room.do("finish")
        assert finished["view"]["status"] == "completed"

    in_room(body)


def test_tests_that_are_written_while_measuring_runs_are_the_ones_that_count(
    in_room: Any, solution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mockmind_lab.service import measuring

    ran = list[int]()
    newer = threading.Event()

    def growth(self: Any, problem: Any, attempt: Any, enough: Any) -> Any:
        ran.append(0)
        return ComplexityMeasured(submission=attempt.seq, mine=measuring._NO_CURVE, reference=None, target="")

    def tests(self: Any, problem: Any, wanted: Any, enough: Any) -> Any:
        ran.append(len(wanted.suite.tests))
        if len(wanted.suite.tests) == 2:
            newer.wait(60)  # the older ones come to their end after the newer ones
        newer.set()
        return measuring._weighed(wanted.suite, ["held"] * 3, [])

    monkeypatch.setattr(Measuring, "_growth", growth)
    monkeypatch.setattr(Measuring, "_tests", tests)

    async def body(room: Any) -> None:
        cell = await asked(room)
        await room.cell(solution)
        await room.cell(cell, 2)
        await room.do("submit")
        await room.until(lambda: sorted(ran) == [0, 2])
        await room.cell(cell.splitlines()[0], 3)
        live = room.service._shelf.held(room.caller.interview)
        await room.do("finish")
        assert sorted(ran) == [0, 2, 3]  # the growth was not measured again
        (own,) = [note for note in of(live) if isinstance(note, TestsMeasured)]
        assert len(own.tests) == 3
        assert sum(isinstance(note, ComplexityMeasured) for note in of(live)) == 1

    in_room(body)


def test_a_measurement_that_fails_leaves_the_others(in_room: Any, solution: str, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no growth today")

    monkeypatch.setattr(Measuring, "_growth", fail)

    async def body(room: Any) -> None:
        await asked(room)
        await room.cell(solution)
        await room.do("submit")
        await room.until(lambda: len(measured(room)) == 2)
        assert {type(note) for note in measured(room)} == {TestsMeasured, CodeChecked}

    in_room(body)


def test_nothing_is_measured_any_more_while_the_interview_is_scored(in_room: Any, solution: str) -> None:
    async def body(room: Any) -> None:
        await asked(room)
        await room.cell(solution)
        live = room.service._shelf.held(room.caller.interview)
        async with live.concluding:
            await room.do("submit")
            await room.service._conduct.noted(live)
            assert not room.service._judging.measuring._running
        assert measured(room) == []

    in_room(body)
