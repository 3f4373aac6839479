"""An interview on an imported problem: no hint is offered or given, no target cost is made up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from mockmind_lab.authoring import Draft, Source, write_package
from mockmind_lab.core.problem import (
    UNKNOWN,
    Complexity,
    Difficulty,
    Manifest,
    Parameter,
    ProblemTest,
    Signature,
)
from mockmind_lab.errors import Refused
from mockmind_lab.library import Library
from tests.service.conftest import Room

Run = Callable[[Callable[[Room], Awaitable[None]]], None]
SOURCE = "def twice(n):\n    return 2 * n\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A bank of one imported problem."""
    manifest = Manifest(
        origin="imported",
        title="Twice",
        difficulty=Difficulty.EASY,
        topics=("practical",),
        kind="function",
        signature=Signature(entry_point="twice", params=(Parameter(name="n", type="int"),), returns="int"),
        complexity=Complexity(time=UNKNOWN, space=UNKNOWN),
    )
    tests = tuple(
        ProblemTest(number=n, visible=n == 1, category="typical", args=[n], expected=2 * n) for n in (1, 2)
    )
    source = Source("accepted", "reference.py", SOURCE)
    draft = Draft("twice", manifest, "# Twice\n\nWrite `twice`.\n", (), "", tests, (source,))
    write_package(draft, tmp_path / "imported")
    return Library(paths=[], own="", imported=str(tmp_path / "imported"), index_file="")


def test_an_interview_on_an_imported_problem_goes_to_its_end(library: Library, in_room: Run) -> None:
    async def body(room: Room) -> None:
        service = room.service
        service.library = library
        for part in (service._judging, service._conduct):
            part._library = library
        await room.do("start", difficulty="easy")
        with pytest.raises(Refused, match="was imported and has no hints"):
            await room.do("hint")
        asked = await room.do("say", text="What is the best complexity?")
        assert UNKNOWN not in asked["text"]
        await room.cell(SOURCE)
        done = await room.do("submit")
        assert "2 of 2 tests passed" in done["text"]
        said = await room.do("say", text="It is O(1) time and O(1) space.")
        assert UNKNOWN not in said["text"]
        told = await room.do("say", text="What is the best complexity?")
        assert UNKNOWN not in told["text"]
        ended = await room.do("finish")
        assert ended["file"]["name"] == "report.ipynb"

    in_room(body)


def test_an_imported_problem_is_chosen_last(library: Library, tmp_path: Path) -> None:
    bank = Path(__file__).parents[2] / "problems"
    both = Library(paths=[str(bank)], own="", imported=library.imported, index_file="")
    easy = [summary.slug for summary in both.index() if summary.difficulty is Difficulty.EASY]
    for seed in range(5):
        chosen = both.choose(difficulty=Difficulty.EASY, count=len(easy), seed=seed)
        assert chosen[-1] == "twice"
