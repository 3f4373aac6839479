"""A problem is written by cells: what the judge says of each, what is refused, what is saved."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import nbformat
import pytest

from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.protocol import validated
from mockmind_lab.service import Caller, Principal
from mockmind_lab.service.workshop import Workshop

EXAMPLE = Path(__file__).parents[2] / "example_notebooks" / "author_a_problem.ipynb"
CELLS = [cell.source for cell in nbformat.read(EXAMPLE, 4).cells if cell.cell_type == "code"]


class Desk:
    """A workshop with a folder of its own, and cells as a kernel sends them."""

    def __init__(self, folder: Path, judge: Judge, trust: Any = "practice") -> None:
        self.folder = folder / "own"
        library = Library(paths=[], own=str(self.folder), imported="", index_file="")
        self.workshop = Workshop(judge, library)
        self.caller = Caller(Principal("ada", "ada", "t", "u", trust, "n.ipynb"), lambda _: None)

    def run(self, cell: str) -> str:
        if cell.startswith("%interview problem"):
            words = cell.split()[2:]
            op, args = "problem", {"action": words[0], "slug": words[1] if words[1:] else None}
        else:
            head, _, text = cell.partition("\n")
            part, _, line = head.removeprefix("%%").partition(" ")
            op, args = "draft", {"part": part, "line": line, "text": text}
        checked = validated(op, args)[1]
        return asyncio.run(self.workshop.handle(op, checked, self.caller))["text"]


@pytest.fixture
def desk(tmp_path: Path, judge: Judge) -> Desk:
    return Desk(tmp_path, judge)


def test_what_no_test_catches_and_what_does_not_hold_is_said_and_not_saved(desk: Desk) -> None:
    problem, visible, _, reference, *_ = CELLS
    with pytest.raises(Refused, match="%%problem"):
        desk.run(reference)
    desk.run(problem)
    assert "`%%tests` will say" in desk.run(reference)
    assert "| 1 | visible | `[3, 7], 10` | `3` |" in desk.run(visible)
    body = reference.partition("\n")[2]
    assert "No test catches it" in desk.run(f"%%wrong Sums up\n{body}")
    with pytest.raises(Refused, match="visible tests and hidden ones"):
        desk.run("%interview problem save")
    desk.run("%%tests edge\nlongest_quiet([], 5)\n")
    said = desk.run("%interview problem save")
    assert said.startswith("**Not saved.**")
    assert "- wrong_answer/sums_up.py: got AC where WA is claimed" in said
    assert "at least 8" in said
    assert not desk.folder.exists()
    assert "RTE" in desk.run("%%wrong Divides\ndef longest_quiet(calls, length):\n    return 1 // 0\n")
    assert "**WA**" in desk.run("%%reference brute force\ndef longest_quiet(calls, length):\n    return 3\n")
    assert "raised" in desk.run("%%reference brute force\ndef longest_quiet(calls, length): open('/x')\n")


def test_hidden_calls_become_a_package_with_a_generator_of_their_cases(desk: Desk) -> None:
    problem, visible, _, *submissions, save = CELLS
    for cell in (problem, visible, *submissions):
        desk.run(cell)
    desk.run("%%tests edge\nlongest_quiet([], 5)\nlongest_quiet([0], length=1)\nlongest_quiet([2, 2], 3)\n")
    calls = "".join(f"longest_quiet([{n}, 1, {n + 7}], {n + 20})\n" for n in range(2, 6))
    desk.run(f"%%tests typical\n{calls}")
    assert "**Saved** as `other-name` (a new package)" in desk.run(f"{save} other-name")
    assert "CASES" in (desk.folder / "other-name" / "generator.py").read_text()
    assert "(replaced what was there)" in desk.run(f"{save} other-name")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%%problem\nno head", "Begin with the head"),
        ("%%problem\n---\ntitle: x\n---\nText", "%%problem:"),
        ("%%problem\n---\na: &a [1]\nb: *a\n---\nText", "anchors"),
        ("%%problem ../up\n" + CELLS[0].partition("\n")[2], "no name for a problem"),
        ("%%tests visible\nlongest_quiet([1])\n", "no call of longest_quiet"),
        ("%%tests visible\nlongest_quiet(open('x'), 1)\n", "no call of longest_quiet"),
        ("%%tests often\nlongest_quiet([1], 2)\n", "visible or one of"),
        ("%%tests\ndef generate(seed, size): pass\n", "Say which tests"),
        ("%%reference cobol\nx\n", "write a language"),
        ("%%reference\ndef (\n", "does not parse"),
        ("%%wrong\nx = 1\n", "Name the misconception"),
        ("%interview problem save", "no reference yet"),
    ],
)
def test_a_cell_that_can_not_be_read_is_refused_in_a_line(cell: str, said: str, desk: Desk) -> None:
    desk.run(CELLS[0])
    with pytest.raises(MockmindError, match=said) as caught:
        desk.run(cell)
    assert "\n" not in str(caught.value)


def test_a_host_of_somebody_else_takes_no_problems(tmp_path: Path, judge: Judge) -> None:
    with pytest.raises(Refused, match="not in a graded interview"):
        Desk(tmp_path, judge, "graded").run(CELLS[0])
