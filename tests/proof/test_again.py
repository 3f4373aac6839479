"""Verdicts made again by the real judge, and what a report's own cells do for a reader."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mockmind_lab.core import payloads as p
from mockmind_lab.core.phases import Outcome
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.proof import prove
from mockmind_lab.proof.again import JudgedAgain
from mockmind_lab.report.build import build, written
from mockmind_lab.report.canonical import read
from mockmind_lab.report.check import stories
from mockmind_lab.report.keys import KeyRing
from mockmind_lab.report.sign import signed
from tests.report.made import RIGHT, Made, realistic

SLUG = "lonely-gloves"
WRONG = "def unpaired(gloves):\n    return []\n"


@pytest.fixture(scope="module")
def again():
    judge = Judge(pool_size=1)
    yield JudgedAgain(judge, Library())
    judge.close()


def _judged(again, *, forged: Code | None = None, digest: str = ""):
    """A report of one wrong submission to a real problem, with the judge's verdict or another's."""
    problem = again.library.get(SLUG)
    made = Made("iv-0009").begin().problem()
    presented = made.events[-1].payload.model_copy(
        update={"slug": SLUG, "title": problem.title, "digest": digest or problem.digest}
    )
    made.events.pop()
    made.add(presented)
    artefact = p.Artefact(language="python", source=WRONG, cells=(2,))
    seq = made.add(p.SubmissionMade(artefact=artefact, attempt=1, reason="candidate")).seq
    verdict = again.judge.judge(problem, WRONG, tests=problem.tests, isolation=Isolation.TEST)
    if forged:
        tests = tuple(test.model_copy(update={"code": forged}) for test in verdict.tests)
        verdict = verdict.model_copy(update={"code": forged, "tests": tests})
    made.add(p.VerdictGiven(submission=seq, verdict=verdict))
    made.end_round(Outcome.UNFINISHED)
    ring = KeyRing()
    return ring, read(written(signed(build(made.finish()), ring.signing_key())).decode())


@pytest.mark.parametrize(
    ("given", "mark", "code"),
    [({}, "held", 0), ({"forged": Code.AC}, "failed", 4), ({"digest": "0" * 64}, "open", 0)],
)
def test_a_submission_is_judged_again_where_its_problem_is_here(again, given, mark, code):
    ring, notebook = _judged(again, **given)
    proof = prove(notebook, ring=ring, rejudge=again)
    (line,) = [line for line in proof.lines if line.step == "verdicts"]
    assert (line.mark, proof.code) == (mark, code), line.text


def test_a_problem_that_is_not_here_is_said_and_no_fault(again):
    (story,) = stories(build(realistic()))
    ((mark, text),) = again(story)
    assert mark == "open"
    assert "not here" in text


def test_the_cell_that_judges_again_does_so_and_needs_nothing_else_of_the_report(again, capsys):
    _, notebook = _judged(again)
    (cell,) = [cell for cell in notebook.cells if cell.metadata.mockmind.part == "again-1"]
    exec(compile(cell.source, "cell", "exec"), {})
    assert capsys.readouterr().out.startswith("WA, wrong answer: ")


def test_without_mockmind_lab_the_cells_of_a_report_say_so_in_one_line():
    sources = [cell.source for cell in build(realistic()).cells if cell.cell_type == "code"]
    assert len(sources) == 3
    program = "import sys; sys.modules['mockmind_lab'] = None\n" + "\n".join(sources)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert [line[:37] for line in done.stdout.splitlines()] == ["mockmind_lab is not installed here, s"] * 2


@pytest.mark.parametrize(
    "source", ['"""\\', "'''\"\"\"\n\\N{x}\n", "x = '\u202e\ud800'\n", "a\r\nb\x00\u2028c"]
)
def test_whatever_a_submission_holds_the_cell_that_judges_it_is_python(source):
    made = Made().begin().problem().submit(source, "aw")
    cell = next(c for c in build(made.events).cells if c.metadata.mockmind.part == "again-1")
    assert cell.source.isascii()
    compile(cell.source, "cell", "exec")


def test_the_slider_shows_each_moment_with_what_was_said_escaped(tmp_path):
    from mockmind_lab import replay

    made = Made("iv-0008").begin().problem().says("<script>alert(1)</script>").cell(RIGHT)
    (tmp_path / "r.ipynb").write_bytes(written(build(made.events)))
    shown = replay(str(tmp_path / "r.ipynb"))
    (_, slider), screen = shown.children[0].children, shown.children[1]
    pages = []
    for place in range(1, slider.max + 1):
        slider.value = place
        pages.append(screen.value)
    assert len(set(pages)) == slider.max
    assert any("&lt;script&gt;" in page for page in pages)
    assert not any("<script" in page for page in pages)
    assert "def fill_van" in pages[-1]


def test_the_slider_says_in_one_line_what_is_no_report(tmp_path, capsys):
    from mockmind_lab import replay

    assert replay(str(tmp_path / "none.ipynb")) is None
    assert len(capsys.readouterr().out.splitlines()) == 1
