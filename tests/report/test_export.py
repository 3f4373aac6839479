"""Exports hold what the report holds and no more, fetch nothing, and can do without the candidate's name."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import chain_fault
from mockmind_lab.core.phases import Outcome
from mockmind_lab.errors import Refused
from mockmind_lab.report import export
from mockmind_lab.report.build import build, written
from mockmind_lab.report.check import check, stories
from mockmind_lab.report.replay import frames
from tests.report.full import before_the_end, finished, measurements
from tests.report.made import CANARY, RIGHT, Made, realistic, results

NAMES = re.compile(r"(?<![^\W_])ada(?![^\W_])|lovelace|adalove|my-notes", re.IGNORECASE)


def _text(notebook):
    return written(notebook).decode()


def _named():
    """An interview in which the candidate's name turns up wherever it can."""
    made = Made("iv-0003").begin()
    made.events.clear()
    made.add(p.HostChanged(started_as="papermill", user="adalove", trust="practice", version="0.1.0"))
    terms = p.InterviewCreated(
        owner="adalove", candidate="Ada Lovelace", notebook="homes/adalove/my-notes.ipynb", difficulty="easy",
        seconds=1800, problems=1, seed=7, max_attempts=3, hint_costs=(5, 10, 20), interviewer="scripted",
    )  # fmt: skip
    made.add(terms)
    made.add(p.StatusChanged(status="in_progress", reason="start"))
    made.problem().phase("clarifying")
    made.hears("Hello Ada, shall we begin?").says(
        "Yes. ADA LOVELACE here; my file is homes/adalove/my-notes.ipynb"
    )
    made.phase("observing")
    source = f"# by Ada\n{RIGHT}\nada_tests = [max(1, 2)]\n"
    made.cell(source).run(source, "aa", given="'Lovelace'").submit(source, "aaaaaaaa")
    made.end_round(Outcome.SOLVED)
    return made.finish()


def test_a_nameless_report_names_nobody_in_any_form():
    notebook = build(_named(), nameless=True)
    assert check(notebook) == []
    assert "Hello Candidate, shall we begin?" in _text(notebook)
    story = stories(notebook)[0]
    shown = [_text(notebook), export.html(notebook), json.dumps(export.data(story)), str(frames(story))]
    for text in shown:
        # A picture in base64 may hold any three letters.
        assert not NAMES.search(re.sub(r"[A-Za-z0-9+/=]{200,}", "", text))
    assert NAMES.search(_text(build(_named())))


def test_a_nameless_report_keeps_the_chain_the_words_and_a_solution_that_runs():
    notebook = build(_named(), nameless=True)
    (embedded,) = notebook.metadata.mockmind.interviews
    events = [json.loads(text) for text in embedded.events]
    assert chain_fault(events) is None
    assert events[-1]["hash"] == _named()[-1].hash
    assert all(events[int(seq) - 1]["payload"] is None for seq in embedded.stand_ins)
    story = stories(notebook)[0]
    source = story.interview.rounds[1].best.artefact.source
    assert "candidate_tests = [max(1, 2)]" in source
    assert story.interview.terms.seconds == 1800


def test_what_stands_in_can_only_stand_for_a_redacted_event():
    notebook = build(_named(), nameless=True)
    (embedded,) = notebook.metadata.mockmind.interviews
    whole = next(str(seq) for seq, text in enumerate(embedded.events, 1) if '"payload":{' in text)
    embedded.stand_ins[whole] = next(iter(embedded.stand_ins.values()))
    assert check(notebook)


@pytest.mark.parametrize("name", ["Max", "root", "Python", "weights"])
def test_a_name_that_is_a_word_of_the_code_leaves_the_code_alone(name):
    made = Made("iv-0004")
    terms = p.InterviewCreated(
        owner=name.lower(), candidate=name, notebook=None, difficulty="easy", seconds=1800, problems=1,
        seed=7, max_attempts=3, hint_costs=(5, 10, 20), interviewer="scripted",
    )  # fmt: skip
    made.add(p.HostChanged(started_as="x", user=name.lower(), trust="practice", version="0.1.0"))
    made.add(terms)
    made.add(p.StatusChanged(status="in_progress", reason="start"))
    made.problem().phase("clarifying").phase("observing")
    source = RIGHT + "\nroot = max(1, 2)\n"
    made.submit(source, "aaaaaaaa").end_round(Outcome.SOLVED)
    notebook = build(made.finish(), nameless=True)
    assert check(notebook) == []
    artefact = stories(notebook)[0].interview.rounds[1].best.artefact
    assert (artefact.source, artefact.language) == (source, "python")


def test_no_export_holds_what_the_candidate_may_not_see():
    verdict = results("aw")
    leaky = verdict.tests[1].model_copy(update={"visible": False, "input": CANARY, "expected": CANARY})
    made = Made("iv-0005").begin().problem()
    artefact = p.Artefact(language="python", source=RIGHT, cells=(2,))
    seq = made.add(p.SubmissionMade(artefact=artefact, attempt=1, reason="candidate")).seq
    leaking = verdict.model_copy(update={"tests": (verdict.tests[0], leaky)})
    made.add(p.VerdictGiven(submission=seq, verdict=leaking))
    for events in (made.events, realistic()):
        notebook = build(events)
        story = stories(notebook)[0]
        for text in (export.html(notebook), json.dumps(export.data(story)), str(frames(story))):
            assert CANARY not in text


def test_the_page_has_no_script_and_names_no_place_to_fetch_from():
    page = export.html(build(finished(before_the_end(60)).events), theme="dark")
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "default-src 'none'" in page
    assert page.count("data:image/png;base64") >= 4
    assert page.count("<details>") == page.count("</details>")


@pytest.mark.skipif(not (shutil.which("chromium")), reason="a browser prints the PDF")
def test_a_browser_prints_the_report():
    data = export.pdf(build(realistic()))
    assert data.startswith(b"%PDF-")
    assert len(data) > 20_000


def test_without_a_browser_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr(export, "_BROWSERS", ())
    with pytest.raises(Refused, match="install") as refused:
        export.pdf(build(realistic()))
    assert "\n" not in str(refused.value)


def test_measurements_stand_as_a_picture_with_words_and_data_beside_it():
    notebook = build(finished(before_the_end(60)).events)
    parts = {cell.metadata.mockmind.part: cell for cell in notebook.cells}
    shown = [parts[name] for name in parts if name.startswith(("complexity", "tests-", "quality", "process"))]
    assert len(shown) == 4
    for cell in shown:
        (name,) = cell.attachments
        assert re.search(rf"!\[\w[^\]]{{20,}}\]\(attachment:{re.escape(name)}\)", cell.source)
        assert "|---" in cell.source or "|:--" in cell.source
    assert len(measurements(1, 2)) == 3


def test_a_report_of_forty_five_minutes_and_four_hundred_events_is_under_a_megabyte_and_a_half():
    made = finished(before_the_end())
    assert len(made.events) == 400
    assert len(written(build(made.events))) < 1_500_000


def test_frames_tell_the_interview_in_order_with_the_code_as_it_stood():
    shown = frames(stories(build(realistic()))[0])
    assert [frame.event for frame in shown] == sorted(frame.event for frame in shown)
    assert [frame.title for frame in shown if frame.title.startswith("Submission")] == [
        "Submission 1",
        "Submission 2",
    ]
    assert shown[-1].code == RIGHT
    assert any(frame.changed for frame in shown)


def test_control_characters_never_reach_a_terminal():
    made = Made("iv-0006").begin().problem().says("\x1b[2J\x07 gone").cell("x = '\x1b[31m'")
    text = str([(frame.text, frame.code) for frame in frames(stories(build(made.events))[0])])
    assert "\\x1b" not in text
    assert "␛" in text
