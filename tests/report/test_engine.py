"""The papermill engine: the executed notebook becomes the annotated report."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import nbformat
import papermill
import pytest

from mockmind_lab.engine import MockmindEngine
from mockmind_lab.report.annotate import annotate, without_annotations
from mockmind_lab.report.check import check, unchecked
from tests.report.made import RIGHT, Made, realistic


class _Recorded:
    """An event source whose interview appears while the notebook runs."""

    def __init__(self, *interviews):
        self.interviews = {events[0].interview: events for events in interviews}
        self.asked = 0

    def finished(self):
        self.asked += 1
        return list(self.interviews) if self.asked > 1 else []

    def events(self, interview):
        return self.interviews[interview]


def _write(path, *sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    meta = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=meta), path)


def _run(tmp_path, monkeypatch, *sources, held=()):
    recorded = _Recorded(*held)
    monkeypatch.setattr(MockmindEngine, "source", classmethod(lambda cls: recorded))
    _write(tmp_path / "in.ipynb", *sources)
    papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", engine_name="mockmind", progress_bar=False
    )
    return nbformat.read(tmp_path / "out.ipynb", as_version=4)


def test_the_output_notebook_is_the_annotated_report(tmp_path, monkeypatch):
    out = _run(tmp_path, monkeypatch, "1 + 1", held=[realistic()])
    nbformat.validate(out)
    assert out.cells[0].source.startswith("# Interview report: Fill the Van")
    (own,) = [cell for cell in out.cells if "mockmind" not in cell.metadata]
    assert own.outputs[0].data["text/plain"] == "2"
    assert out.cells[-1].source.startswith("## Appendix")
    assert {cell.metadata.papermill.status for cell in out.cells} == {"completed"}
    assert check(out) == []
    assert unchecked(out) == ["1 cell is the candidate's own notebook, which the events do not cover."]


def test_an_interview_still_open_is_shown_as_unfinished(tmp_path, monkeypatch):
    out = _run(tmp_path, monkeypatch, "pass", held=[realistic()[:20]])
    assert "Unfinished, not scored" in out.cells[0].source
    assert "Can the same parcel be used twice" in "".join(cell.source for cell in out.cells)


def test_a_notebook_without_an_interview_is_left_as_papermill_makes_it(tmp_path, monkeypatch):
    out = _run(tmp_path, monkeypatch, "1 + 1", held=[])
    assert [cell.source for cell in out.cells] == ["1 + 1"]
    assert "mockmind" not in out.metadata


def test_a_failing_cell_is_raised_and_the_notebook_is_saved_annotated(tmp_path, monkeypatch):
    with pytest.raises(papermill.PapermillExecutionError, match="boom"):
        _run(tmp_path, monkeypatch, "1 / 1", "raise ValueError('boom')", "never", held=[realistic()[:20]])
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    shown = [cell.source for cell in out.cells]
    assert any(source.startswith("# Interview report") for source in shown)
    assert "never" in shown
    assert any("papermill-error-cell" in source for source in shown)


def test_a_kernel_that_dies_leaves_an_annotated_notebook(tmp_path, monkeypatch):
    with pytest.raises(Exception, match=r"[Kk]ernel died"):
        _run(tmp_path, monkeypatch, "import os; os._exit(1)", held=[realistic()[:20]])
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert out.cells[0].source.startswith("# Interview report")


def test_importing_the_engine_first_or_last_works_and_stays_light():
    code = (
        "import mockmind_lab.engine, sys; assert not {'papermill', 'nbformat', 'pydantic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", f"{code}; import papermill"], check=True)


def _executed(made: Made):
    """A notebook of two cells whose papermill times frame the interview's first and second half."""
    begin, end = made.events[0].time, made.events[-1].time
    half = made.events[20].time
    notebook = nbformat.v4.new_notebook()
    for place, (start, stop) in enumerate([(begin, half - timedelta(microseconds=1)), (half, end)]):
        cell = nbformat.v4.new_code_cell(f"cell {place}", id=f"own{place}")
        cell.metadata.papermill = {"start_time": start.isoformat(), "end_time": stop.isoformat()}
        notebook.cells.append(cell)
    return notebook


def test_each_cell_is_followed_by_what_happened_while_it_ran():
    made = Made()
    made.events = realistic()
    notes = {
        cell.metadata.mockmind.part: cell.source
        for cell in annotate(_executed(made), made.events).cells
        if cell.metadata.get("mockmind", {}).get("part", "").startswith("note-")
    }
    assert "Problem 1 was presented" in notes["note-0"]
    assert "**TLE** time limit exceeded" not in notes["note-0"]
    assert "**TLE** time limit exceeded" in notes["note-1"]


def test_annotating_again_replaces_the_annotations():
    made = Made()
    made.events = realistic()
    once = annotate(_executed(made), made.events)
    assert annotate(once, made.events) == once
    assert [cell.source for cell in without_annotations(once).cells] == ["cell 0", "cell 1"]


def test_two_interviews_in_one_notebook_are_both_reported():
    other = Made("iv-0002").begin().problem("Second Van").submit(RIGHT, "aaaa").finish()
    made = Made()
    made.events = realistic()
    notebook = annotate(_executed(made), made.events, other)
    titles = [cell.source.splitlines()[0] for cell in notebook.cells if cell.source.startswith("# I")]
    assert titles == ["# Interview report: Fill the Van", "# Interview report: Second Van"]
    assert check(notebook) == []
    nbformat.validate(notebook)


def test_widget_views_become_their_text_and_widget_state_goes():
    notebook = nbformat.v4.new_notebook()
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "Panel"}
    cell = nbformat.v4.new_code_cell("panel", outputs=[nbformat.v4.new_output("display_data", data=view)])
    notebook.cells.append(cell)
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    out = annotate(notebook, realistic())
    own = next(cell for cell in out.cells if "mockmind" not in cell.metadata)
    assert own.outputs[0].data == {"text/plain": "Panel"}
    assert "widgets" not in out.metadata


def test_a_notebook_from_before_cell_ids_comes_out_valid():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    notebook.nbformat_minor = 4
    del notebook.cells[0]["id"]
    nbformat.validate(annotate(notebook, realistic()))


def test_an_interview_in_a_real_kernel_comes_out_annotated(tmp_path):
    from jupyter_client.kernelspec import KernelSpecManager

    if "mockmind" not in KernelSpecManager().find_kernel_specs():
        pytest.skip("the mockmind kernelspec is not installed: run make lab")
    _write(
        tmp_path / "in.ipynb",
        "%interview start --problem lonely-gloves",
        "%interview say Can the box be empty?",
        "def unpaired(gloves):\n    return []",
        "%interview submit",
        "%interview finish",
    )
    command = [sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb", "--engine", "mockmind"]
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    ran = subprocess.run(
        [*command, "-k", "mockmind"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    nbformat.validate(out)
    assert out.cells[0].source.startswith("# Interview report: Lonely gloves")
    parts = {cell.metadata.get("mockmind", {}).get("part"): cell.source for cell in out.cells}
    assert "Can the box be empty?" in parts["note-1"]
    assert "*Verdict*: **WA**" in parts["note-3"]
    assert check(out) == []
