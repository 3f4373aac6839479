"""``mockmind demo``, and the interview that it leaves behind."""

from __future__ import annotations

import re
from importlib import import_module
from textwrap import wrap
from typing import TYPE_CHECKING

import nbformat
import pytest

from mockmind_lab.report.check import check

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from tests.cli.conftest import Shell

demo = import_module("mockmind_lab.cli.demo")  # the package has the command under this name

Demo = tuple["Shell", "CompletedProcess[str]"]


def test_the_demo_tells_its_story_and_its_last_line_is_the_report(after_demo: Demo) -> None:
    shell, done = after_demo
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    story = done.stdout
    for part in ("3 of 3 tests passed", "Submission 1: wrong answer", "Hint 1", "Submission 2: accepted"):
        assert part in story
    assert re.findall(r"^\[ ?(\d+)/16\]", story, re.MULTILINE) == [str(n) for n in range(1, 17)]
    report = shell.folder / "work" / story.splitlines()[-1]
    assert check(nbformat.read(report, as_version=4)) == []


def test_each_question_of_the_demo_is_answered_from_the_problem(after_demo: Demo) -> None:
    story = after_demo[1].stdout
    assert "leave two red left gloves" in " ".join(story.split())
    assert "Any order is fine" in " ".join(story.split())


def test_nothing_went_wrong_in_the_candidates_notebook(after_demo: Demo) -> None:
    shell, done = after_demo
    notebook = nbformat.read(next(shell.folder.glob("work/runs/*/interview.ipynb")), as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [o for cell in code for o in cell.outputs if o.output_type in ("error", "stream")]
    assert "⚠" not in done.stdout


def test_history_report_and_verify_find_the_interview_again(after_demo: Demo) -> None:
    shell, done = after_demo
    written = shell.folder / "work" / done.stdout.splitlines()[-1]
    history = shell.mockmind("history")
    row = next(line for line in history.stdout.splitlines() if "Lonely gloves" in line)
    assert "completed" in row
    interview = row.split()[0]

    again = shell.mockmind("report", interview[:-3], "--output", "again.ipynb")
    assert again.stdout == "again.ipynb\n"
    assert (shell.folder / "work" / "again.ipynb").read_bytes() == written.read_bytes()

    linked = shell.folder / "work" / "linked.ipynb"
    linked.hardlink_to(shell.folder / "work" / "again.ipynb")
    shell.mockmind("report", interview, "--output", "again.ipynb")
    assert not linked.samefile(shell.folder / "work" / "again.ipynb"), "written over, not put in its place"

    assert shell.mockmind("verify", "again.ipynb").returncode == 0
    forged = written.read_text().replace("13 of 15 tests", "15 of 15 tests")
    (shell.folder / "work" / "forged.ipynb").write_text(forged)
    verified = shell.mockmind("verify", "forged.ipynb")
    assert verified.returncode == 1
    assert "✗ " in verified.stdout


def test_what_a_cell_said_fills_the_terminal_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    written = "\n".join(wrap("Each glove is written down as its colour, a space, and a letter. " * 4, 100))
    table = f"| points | why |\n|---:|---|\n| 40 | {'every test passed ' * 8} |"
    data = {"text/markdown": f"{written}\n\n- one\n- two\n\n{table}", "text/plain": "not this"}
    execute_result = nbformat.v4.new_output("display_data", data)
    demo._executed(nbformat.v4.new_code_cell("x", outputs=[execute_result]))  # pyright: ignore[reportPrivateUsage]
    lines = capsys.readouterr().out.splitlines()
    paragraph = lines[: lines.index("")]
    assert max(map(len, lines)) <= 80
    assert min(map(len, paragraph[:-1])) > 65, "no orphans"
    assert " ".join(" ".join(paragraph).split()) == " ".join(written.split())
    assert [line.strip() for line in lines[len(paragraph) + 1 :][:2]] == ["- one", "- two"]


def test_an_empty_cell_is_announced_like_any_other(capsys: pytest.CaptureFixture[str]) -> None:
    demo._began(1)(nbformat.v4.new_code_cell(""))  # pyright: ignore[reportPrivateUsage]
    assert capsys.readouterr().out.strip() == "[ 1/1]"


def test_an_unknown_interview_is_answered_with_the_nearest(after_demo: Demo) -> None:
    shell, _ = after_demo
    refused = shell.mockmind("report", "19990101-ffffffff")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1
