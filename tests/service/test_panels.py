"""Panels beside notebooks: what they watch, what they keep going, and the text they tell of."""

from __future__ import annotations

from typing import Any

import pytest

from mockmind_lab.errors import NothingToSubmit, Refused
from mockmind_lab.protocol import decode, encode
from mockmind_lab.service import Principal
from tests.service.test_interview import GLOVES, RIGHT, WRONG

FOLDER = "/notebooks"


class Beside:
    """A panel's connection, and what was pushed to it."""

    def __init__(self, room: Any, *, owner: str = "ada") -> None:
        self.room = room
        self.pushed: list[Any] = []
        principal = Principal(owner, owner, "test", "tester", "practice")
        self.caller = room.service.connect(principal, self.pushed.append, panel=True)

    async def do(self, op: str, **args: Any) -> Any:
        return await self.room.do(op, self.caller, **args)

    async def watch(self, notebook: str = f"{FOLDER}/notebook.ipynb", **args: Any) -> Any:
        return await self.do("subscribe", notebook=notebook, **args)

    async def leave(self) -> None:
        await self.room.service.disconnect(self.caller)


def test_a_panel_shows_the_interview_of_its_notebook_and_hears_what_happens(in_room: Any) -> None:
    async def body(room: Any) -> None:
        started = await room.do("start", problem=GLOVES, seed=1)
        panel = Beside(room)
        watched = await panel.watch()
        assert watched["view"]["interview"] == started["view"]["interview"]
        await room.do("say", text="Can the list be empty?")
        assert [m for m in panel.pushed if m["push"] == "view"][-1]["view"]["messages"][-1]["text"]
        seen = panel.pushed[-1]["view"]["seq"]
        interview = watched["view"]["interview"]
        await room.do("pause")
        again = await Beside(room).watch(interview=interview, seq=seen)
        assert again["view"]["status"] == "paused"
        newest = again["view"]["seq"]
        assert "view" not in await Beside(room).watch(interview=interview, seq=newest)

    in_room(body)


def test_patches_come_to_the_view_that_others_are_sent_whole(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        plain, panel = Beside(room), Beside(room)
        await plain.watch()
        await panel.watch(patches=1)
        await room.do("say", text="Can the list be empty?")
        await room.cell(WRONG)
        await room.do("hint")
        await room.do("pause")
        await room.do("resume")
        assert {push["push"] for push in plain.pushed} == {"view"}
        first, *patches = panel.pushed
        assert first["push"] == "view"
        shown = dict(first["view"])
        for patch in patches:
            assert (patch["push"], patch["interview"]) == ("patch", shown["interview"])
            assert patch["since"] == shown["seq"]
            assert len(encode(patch)) < len(encode(plain.pushed[-1])) / 2
            shown |= patch["view"] | {name: shown[name] + new for name, new in patch["more"].items()}
        assert shown == plain.pushed[-1]["view"]
        # What is encoded once for all is what each would have been sent.
        assert all(decode(encode(push)) == push for push in (*plain.pushed, *panel.pushed))

    in_room(body)


def test_a_panel_finds_an_interview_by_its_id_when_the_notebook_was_renamed(in_room: Any) -> None:
    async def body(room: Any) -> None:
        interview = (await room.do("start", problem=GLOVES, seed=1))["view"]["interview"]
        assert "view" not in await Beside(room).watch("/elsewhere/renamed.ipynb")
        found = await Beside(room).watch("/elsewhere/renamed.ipynb", interview=interview)
        assert found["view"]["interview"] == interview

    in_room(body)


def test_nobody_watches_or_writes_into_another_owners_interview(in_room: Any) -> None:
    async def body(room: Any) -> None:
        interview = (await room.do("start", problem=GLOVES, seed=1))["view"]["interview"]
        for open_still in (True, False):
            mallory = Beside(room, owner="mallory")
            assert "view" not in await mallory.watch(interview=interview)
            with pytest.raises(Refused):
                await mallory.do("say", text="hello")
            await mallory.do("text", cell="a", source=RIGHT)
            if open_still:
                assert not room.service._shelf.held(interview).texts.pending(room.state())
                await room.do("finish")

    in_room(body)


def test_a_kernel_that_dies_pauses_though_a_panel_watches_and_a_command_of_the_panel_goes_on(
    in_room: Any,
) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        panel = Beside(room)
        await panel.watch()
        await room.service.disconnect(room.caller)
        assert panel.pushed[-1]["view"]["status"] == "paused"
        assert (await panel.watch())["view"]["status"] == "paused"
        await panel.do("say", text="Can the list be empty?")
        assert panel.pushed[-1]["view"]["status"] == "in_progress"
        await panel.leave()
        await room.clock.advance(30)
        back = Beside(room)
        assert (await back.watch())["view"]["status"] == "in_progress"
        assert back.room.state().remaining(room.clock.now()).total_seconds() > 0

    in_room(body)


def test_a_panel_that_reloads_leaves_no_trace_while_the_kernel_is_there(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        before = room.state().seq
        for _ in range(3):
            panel = Beside(room)
            await panel.watch()
            await panel.leave()
        assert room.state().seq == before

    in_room(body)


def test_text_that_was_not_run_is_submitted_when_the_time_is_up(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1, minutes=20)
        await room.cell(WRONG)
        panel = Beside(room)
        await panel.watch()
        before = room.state().seq
        await panel.do("text", cell="cell-1", source=RIGHT)
        await panel.do("text", cell="cell-9", source="%interview submit")
        assert room.state().seq == before
        interview = room.caller.interview
        await room.clock.advance(20 * 60 + 1)
        await room.until(lambda: room.service._shelf.held(interview) is None)
        events = await room.service.events(interview)
        written = [e.payload for e in events if e.kind == "cell_written"]
        assert [(w.cell, w.source) for w in written] == [("cell-1", RIGHT)]
        submitted = [e.payload for e in events if e.kind == "submission_made"]
        assert [(s.reason, s.artefact.source.strip()) for s in submitted] == [("time", RIGHT.strip())]

    in_room(body)


def test_half_written_text_does_not_displace_what_was_run(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1, minutes=20)
        await room.cell(RIGHT)
        panel = Beside(room)
        await panel.watch()
        await panel.do("text", cell="cell-1", source="def unpaired(gloves):\n    return [")
        interview = room.caller.interview
        await room.clock.advance(20 * 60 + 1)
        await room.until(lambda: room.service._shelf.held(interview) is None)
        events = await room.service.events(interview)
        assert [e.payload.artefact.source.strip() for e in events if e.kind == "submission_made"] == [
            RIGHT.strip()
        ]
        assert not [e for e in events if e.kind == "cell_written"]

    in_room(body)


def test_a_panel_submits_what_stands_in_the_cells_and_a_cell_what_was_run(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        panel = Beside(room)
        await panel.watch()
        await panel.do("text", cell="cell-1", source=RIGHT)
        with pytest.raises(NothingToSubmit):
            await room.do("submit")
        assert "accepted" in (await panel.do("submit"))["text"]

    in_room(body)


def test_a_panel_turns_to_the_next_interview_of_its_notebook(in_room: Any) -> None:
    async def body(room: Any) -> None:
        panel = Beside(room)
        assert "view" not in await panel.watch()
        first = (await room.do("start", problem=GLOVES, seed=1))["view"]["interview"]
        assert panel.pushed[0]["view"]["interview"] == first
        await room.do("finish")
        assert panel.pushed[-1]["view"]["status"] == "abandoned"
        second = (await room.do("start", problem=GLOVES, seed=2))["view"]["interview"]
        assert panel.pushed[-1]["view"]["interview"] == second

    in_room(body)


def test_typing_is_no_standstill(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        panel = Beside(room)
        await panel.watch()
        said = len(room.state().messages)
        for _ in range(4):
            await room.clock.advance(100)
            await panel.do("text", cell="cell-1", source=WRONG)
        assert len(room.state().messages) == said
        await room.clock.advance(181)
        await room.until(lambda: len(room.state().messages) > said)

    in_room(body)
