"""The report: valid, the same bytes again, everything in it that belongs there and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import nbformat
import pytest
from nbconvert import HTMLExporter

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import chain_fault
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Outcome, Phase, Status
from mockmind_lab.core.scoring import FeedbackGiven, ScoreLine
from mockmind_lab.report.build import build, render
from mockmind_lab.report.check import check
from tests.report.made import CANARY, RIGHT, WRONG, Made, realistic, results


def _text(notebook) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def _part(notebook, name: str) -> str:
    return next(cell.source for cell in notebook.cells if cell.metadata.mockmind.part == name)


def test_a_report_validates_and_names_a_plain_kernel():
    notebook = nbformat.reads(render(realistic()).decode(), as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in notebook.metadata
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_the_same_events_give_the_same_bytes_in_another_process(tmp_path):
    code = "import sys; from made import realistic; from mockmind_lab.report.build import render; "
    code += "sys.stdout.buffer.write(render(realistic()))"
    here = str(__import__("pathlib").Path(__file__).parent)
    other = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": here, "PYTHONHASHSEED": "77"},
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert other == render(realistic())


def test_what_was_judged_stands_above_every_verdict_and_events_read_as_words():
    text = _text(build(realistic()))
    assert "Run, test by test" not in text
    assert not re.search(r"^(All \d+ tests passed\.|It ran\.)$", text, re.MULTILINE)
    events = _part(build(realistic()), "appendix")
    assert not re.search(r"\d\.0 \||at –|&#42;|in&#95;progress", events)
    assert "status in progress" in events


@pytest.mark.parametrize("drawing", ["report.charts.process.draw", "report.pictures.draw"])
def test_a_picture_that_can_not_be_drawn_leaves_its_table_and_the_rest(monkeypatch, caplog, drawing):
    def broken(_):
        raise ValueError("no room for a label")

    monkeypatch.setattr(f"mockmind_lab.{drawing}", broken)
    notebook = build(realistic())
    hurt, whole = ("process", "timeline") if "process" in drawing else ("timeline", "process")
    assert "attachment:" not in _part(notebook, hurt)
    assert "observing" in _part(notebook, hurt)
    assert f"attachment:{whole}.png" in _part(notebook, whole)
    assert f"{hurt}.png could not be drawn" in caplog.text


def test_the_first_screen_says_score_outcome_host_date_and_time():
    notebook = build(realistic())
    first = "\n".join(cell.source for cell in notebook.cells[:2])
    score = realistic()[-1].payload
    for said in (
        "Fill the Van", f"## {score.score:g} of 100 · Hire", f"{score.without_hints:g} of 100", "Solved",
        "Hosted as practice", "14:32 of 35:00", "Strengths", "To work on", "attachment:timeline.png",
    ):  # fmt: skip
        assert said in first
    for said in ("candidate's own account", "2026-11-23 14:05"):
        assert said in _part(notebook, "facts")


def test_every_claim_links_to_the_event_it_rests_on():
    notebook = build(realistic())
    whole = "\n".join(cell.source for cell in notebook.cells)
    targets = set(re.findall(r'href="#([^"]+)"', whole))
    assert len(targets) > 10
    assert len(re.findall(r'<a id="', whole)) == len(realistic()), "one place for each event"
    assert targets <= set(re.findall(r'<a id="([^"]+)"', whole))
    rubric = _part(notebook, "rubric")
    for citation in (c for each in realistic()[-1].payload.criteria for c in each.citations):
        assert f">#{citation.event}</a>" in rubric


def test_each_criterion_has_its_band_and_what_the_bands_mean():
    rubric = _part(build(realistic()), "rubric")
    for each in realistic()[-1].payload.criteria:
        assert f"({each.band} of 4)" in rubric
    assert rubric.count("All four bands") == 4


def test_a_score_of_the_first_rubric_still_gives_a_report():
    made = Made().begin().problem().submit(RIGHT, "aa").end_round(Outcome.SOLVED)
    made.add(p.StatusChanged(status=Status.COMPLETED, reason="finish"), round=0)
    line = ScoreLine(label="Correctness", points=70.0, reason="passed", evidence=(8, 9))
    old = FeedbackGiven(
        evaluator="rules", rubric_version=1, score=70.0, lines=(line,), strengths=("a",), improvements=()
    )
    made.add(old, round=0)
    notebook = build(made.events)
    nbformat.validate(notebook)
    assert "## 70 of 100\n" in notebook.cells[0].source
    assert "| +70.0 | Correctness | passed |" in _part(notebook, "score")
    assert not [cell for cell in notebook.cells if cell.metadata.mockmind.part == "rubric"]
    assert check(notebook) == []


def test_graded_is_claimed_only_if_every_host_was_out_of_the_candidates_reach():
    made = Made().begin(trust="graded").problem()
    assert "**graded**" in _part(build(made.events), "facts")
    made.add(p.HostChanged(started_as="console", user="ada", trust="practice", version="0.1.0"), round=0)
    assert "**practice**" in _part(build(made.events), "facts")


def test_the_time_line_is_a_picture_with_alternative_text():
    pytest.importorskip("PIL")
    cell = next(cell for cell in build(realistic()).cells if cell.get("attachments"))
    assert cell.attachments["timeline.png"]["image/png"].startswith("iVBORw0KGgo")
    assert "![Time line of the interview. Phases: greeting until 00:01, clarifying" in cell.source
    assert "TLE 6/8 at 06:37" in cell.source


def test_without_pillow_the_time_line_is_a_table_that_says_how_to_get_the_picture(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    notebook = build(realistic())
    assert not any(cell.get("attachments") for cell in notebook.cells)
    told = _part(notebook, "timeline")
    assert "| 01:12 | 06:38 | observing |" in told
    assert "mockmind_lab[plot]" in told
    assert check(notebook) == []


def test_transcript_code_and_hints_are_told_with_clock_times():
    notebook = build(realistic())
    transcript = _part(notebook, "transcript-1")
    assert "<strong>00:41</strong> · <strong>Candidate</strong> · Hi! Can the same parcel" in transcript
    assert "*Submission 1*, version 2 of the code" in transcript
    assert "−5 points" in transcript
    assert "-            if first + second == capacity:" in _part(notebook, "code-1-v2")
    assert "| 7 | large, hidden | **TLE** time limit exceeded |" in _part(notebook, "code-1-v2")
    assert _part(notebook, "final-1-code") == RIGHT.rstrip()
    assert "| 09:08 | 1 | −5 |" in _part(notebook, "hints-1")
    assert ">#25</a>" in _part(notebook, "hints-1")


def test_pauses_do_not_count_on_the_clock():
    made = Made().begin().problem().says("One.", after=10)
    made.add(p.StatusChanged(status=Status.PAUSED, reason="asked"), round=0)
    made.wait(3600).add(p.StatusChanged(status=Status.IN_PROGRESS, reason="asked"), round=0)
    assert "<strong>00:25</strong>" in _part(build(made.says("Two.").events), "transcript-1")


def test_the_events_in_the_metadata_form_a_whole_chain_and_are_all_there():
    notebook = nbformat.reads(render(realistic()).decode(), as_version=4)
    (held,) = notebook.metadata.mockmind.interviews
    assert chain_fault(json.loads(text) for text in held.events) is None
    assert len(held.events) == len(realistic())


def test_plan_and_notes_are_withheld_from_the_candidate_and_given_to_the_grader():
    mine, graders = render(realistic()).decode(), render(realistic(), audience=Audience.GRADER).decode()
    assert CANARY not in mine
    assert "fill-van-1" not in mine
    assert CANARY in graders
    assert "fill-van-1" in graders


def test_of_a_hidden_test_nothing_is_shown_even_if_an_event_held_it():
    verdict = results("aw")
    leaky = verdict.tests[1].model_copy(
        update={
            "visible": False, "input": CANARY, "expected": CANARY, "got": CANARY,
            "stdout": CANARY, "message": CANARY,
        }
    )  # fmt: skip
    made = Made().begin().problem()
    artefact = p.Artefact(language="python", source=WRONG, cells=(2,))
    seq = made.add(p.SubmissionMade(artefact=artefact, attempt=1, reason="candidate")).seq
    leaking = verdict.model_copy(update={"tests": (verdict.tests[0], leaky)})
    made.add(p.VerdictGiven(submission=seq, verdict=leaking))
    assert CANARY not in _text(build(made.events))


def test_an_interview_at_any_moment_gives_a_valid_report():
    events = realistic()
    for count in range(1, len(events) + 1, 8):
        notebook = build(events[:count])
        nbformat.validate(notebook)
        assert check(notebook) == []
        assert ("Unfinished, not scored" in notebook.cells[0].source) == (count < len(events) - 1)


def test_several_problems_are_told_one_after_another():
    made = Made().begin(problems=2).problem("First").submit(WRONG, "aw").end_round(Outcome.SKIPPED)
    made.problem("Second").phase(Phase.OBSERVING).submit(RIGHT, "aa").end_round(Outcome.SOLVED)
    notebook = build(made.finish())
    assert notebook.cells[0].source.startswith("# Interview report: 2 problems")
    assert "## The problem 2: Second" in _text(notebook)
    assert "Problem 2: Correctness" in _text(notebook).replace("&#58;", ":")
    assert check(notebook) == []


def test_unsandboxed_verdicts_are_marked():
    made = Made().begin().problem()
    artefact = p.Artefact(language="python", source=WRONG, cells=())
    unsafe = results("aw").model_copy(update={"sandboxed": False})
    made.add(p.CodeRun(artefact=artefact, input=None, verdict=unsafe))
    report = build(made.events)
    assert "without a sandbox" in _part(report, "title")  # the first lines of the first screen
    assert "without a sandbox" in _part(report, "facts")
    safe = Made().begin().problem()
    safe.add(p.CodeRun(artefact=artefact, input=None, verdict=results("aw")))
    assert "without a sandbox" not in _part(build(safe.events), "title")


def test_nbconvert_turns_it_into_html(tmp_path):
    path = tmp_path / "report.ipynb"
    path.write_bytes(render(realistic()))
    command = [sys.executable, "-m", "nbconvert", "--to", "html", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    html = path.with_suffix(".html").read_text()
    for said in (
        f"{realistic()[-1].payload.score:g} of 100",
        "Score and why",
        "Can the same parcel be used twice",
        "data:image/png;base64",
    ):
        assert said in html


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> ``` \n```\n# Score 100 of 100\n"
    "</blockquote></details>"
    "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\x1b[31mred\x1b[0m \x07 \u202egnp.exe\u202c $\\alert{3}$ \\(x\\) "
    "[click](javascript:alert(4)) ~~~~ \ud800 ![p](http://evil.test/p.png) <b>bold</b> &lt;script&gt;"
)


def _hostile() -> Made:
    made = Made("iv-<script>|`").begin().problem("T<script>|`$x$", HOSTILE).says(HOSTILE).hears(HOSTILE)
    source = f'"""{HOSTILE}"""\n````\n</code></pre><script>alert(5)</script>\n'
    made.cell(source).run(source, "aw", given=HOSTILE).submit(source, "aw").submit(source + "\n#", "aa")
    return made.hint(2, HOSTILE)


def test_hostile_text_does_not_break_out_of_its_place(tmp_path):
    notebook = build(_hostile().finish())
    written = render(_hostile().events).decode()  # a lone surrogate must not stop it either
    nbformat.validate(nbformat.reads(written, as_version=4))
    assert check(nbformat.reads(written, as_version=4)) == []
    for cell in notebook.cells:
        assert not set("\x1b\x07\u202e\u202c\ud800") & set(cell.source)
    html, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    soup = __import__("bs4").BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script")
    assert not soup.find_all(attrs={"onerror": True})
    assert not [a for a in soup.find_all("a", href=True) if a["href"].startswith("javascript")]
    assert not [i for i in soup.find_all("img") if "evil" in i.get("src", "")]
    headings = [h.get_text() for h in soup.find_all(["h1", "h2"]) if not h.find_parent(["blockquote", "div"])]
    assert not [text for text in headings if text.startswith("Score 100")]


def test_hostile_text_leaves_the_outline_of_the_report_as_it_is():
    def outline(made: Made) -> list[str]:
        html, _ = HTMLExporter(template_name="basic").from_notebook_node(build(made.finish()))
        soup = __import__("bs4").BeautifulSoup(html, "html.parser")
        for quote in soup.find_all("blockquote"):
            quote.decompose()
        return [f"{tag.name}" for tag in soup.find_all(["h1", "h2", "h3", "table", "details", "pre"])]

    calm = Made("iv-1").begin().problem("T", "x").says("x").hears("x")
    calm.cell("x").run("x", "aw", given="x").submit("x", "aw").submit("y", "aa").hint(2, "x")
    loud = Made("iv-1").begin().problem("T", HOSTILE).says("<h1>`</h1>").hears("\n\n---\n\n$$").cell("x")
    loud.run("x", "aw", given="|x|`\n\n# y").submit("x", "aw").submit("y", "aa").hint(2, "</div></details>")
    assert outline(loud) == outline(calm)
