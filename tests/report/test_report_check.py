"""Checking a report with nothing but itself: what was changed is found, what an editor does is not."""

from __future__ import annotations

import copy
import json

import nbformat
import pytest

from mockmind_lab.report import check as checking
from mockmind_lab.report.build import build, render
from mockmind_lab.report.check import check, unchecked
from mockmind_lab.report.pictures import Pictures
from tests.report.made import realistic


@pytest.fixture(scope="module")
def report():
    return nbformat.reads(render(realistic()).decode(), as_version=4)


def _changed(report, change):
    copied = copy.deepcopy(report)
    change(copied)
    return check(copied)


def test_a_report_as_built_is_sound(report):
    assert check(report) == []
    assert unchecked(report) == []


def test_what_an_editor_changes_on_its_own_is_no_fault(report):
    def edit(notebook):
        notebook.metadata.kernelspec.display_name = "Other"
        for place, cell in enumerate(notebook.cells):
            cell.id = f"c{place}"
            cell.metadata.collapsed = True
            if cell.cell_type == "code":
                cell.execution_count = 5

    assert _changed(report, edit) == []


def test_another_score_in_the_text_is_found(report):
    def forge(notebook):
        notebook.cells[0].source = notebook.cells[0].source.replace(" of 100", "9 of 100")

    assert _changed(report, forge) == ["Cell 1 (title) is not what the events give."]


def test_a_changed_event_breaks_the_chain(report):
    def forge(notebook):
        events = notebook.metadata.mockmind.interviews[0].events
        events[-1] = events[-1].replace('"score":', '"score":1')

    assert _changed(report, forge)[0].startswith("The chain of events is broken: the content of event")


def test_a_dropped_event_breaks_the_chain(report):
    problems = _changed(report, lambda n: n.metadata.mockmind.interviews[0].events.pop(4))
    assert problems == ["The chain of events is broken: event 5 is missing or out of order."]


def test_an_added_cell_and_an_added_output_are_found(report):
    added = _changed(report, lambda n: n.cells.append(nbformat.v4.new_markdown_cell("Hired!")))
    assert "cells where its events give" in added[0]
    code = next(place for place, cell in enumerate(report.cells) if cell.cell_type == "code")

    def print_praise(notebook):
        notebook.cells[code].outputs = [nbformat.v4.new_output("stream", text="100 of 100")]

    (fault,) = _changed(report, print_praise)
    assert fault.startswith(f"Cell {code + 1} (final-1-code) has been run; no report has outputs")


def test_another_picture_is_found(report):
    pytest.importorskip("PIL")

    def forge(notebook):
        cell = next(cell for cell in notebook.cells if cell.get("attachments"))
        cell.attachments["timeline.png"]["image/png"] = "iVBORw0KGgoAAAA="

    assert _changed(report, forge) == ["The picture timeline.png is not what the events give."]


def test_a_picture_drawn_elsewhere_is_said_to_be_unchecked(report, monkeypatch):
    checking._derived.cache_clear()
    monkeypatch.setattr(checking.Derived, "drawn", Pictures())
    assert check(report) == []
    assert "not here to draw them again" in unchecked(report)[0]


@pytest.mark.parametrize("notebook", [{}, {"metadata": 3, "cells": None}, {"metadata": {"mockmind": 5}}])
def test_rubbish_is_no_report_and_no_crash(notebook):
    assert len(check(nbformat.from_dict(notebook))) == 1


def test_a_foreign_notebook_is_no_report():
    assert check(nbformat.v4.new_notebook()) == ["This notebook is no report: it carries no events."]


def test_a_report_survives_an_editor_that_writes_whole_floats_as_integers():
    text = json.dumps(json.loads(render(realistic())), indent=1)
    rewritten = json.loads(
        text, parse_float=lambda digits: int(float(digits)) if digits.endswith(".0") else float(digits)
    )
    assert check(nbformat.from_dict(rewritten)) == []


def test_a_redacted_message_still_leaves_a_report_that_checks():
    from dataclasses import replace

    events = realistic()
    events[9] = replace(events[9], payload=None, salt=None)
    assert events[9].kind == "message_said"
    assert check(build(events)) == []
