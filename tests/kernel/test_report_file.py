"""Reports beside the notebook."""

import base64
import json
import os
import stat

import pytest

from mockmind_lab.errors import ProtocolError, Refused
from mockmind_lab.kernel import reportfile


def owned(interview, layout="report"):
    return {"mockmind": {"schema_version": 1, "layout": layout, "interviews": [{"interview": interview}]}}


def report(interview="i1", text="x", **changes):
    data = {"metadata": owned(interview), "cells": [text]}
    encoded = base64.b64encode(json.dumps(data).encode()).decode()
    return {"name": "report.ipynb", "data": encoded, "interview": interview, **changes}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_report_is_written_whole_and_readable_by_others_as_any_notebook(tmp_path):
    before = os.umask(0o022)
    try:
        path = reportfile.write(report(), tmp_path)
    finally:
        os.umask(before)
    assert path == tmp_path / "report.ipynb"
    assert json.loads(path.read_text())["cells"] == ["x"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert names(tmp_path) == ["report.ipynb"]


def test_a_report_replaces_its_own_older_version(tmp_path):
    reportfile.write(report(), tmp_path)
    assert json.loads(reportfile.write(report(text="new"), tmp_path).read_text())["cells"] == ["new"]
    assert names(tmp_path) == ["report.ipynb"]


@pytest.mark.parametrize(
    "other", [json.dumps({"metadata": {"mockmind": {"interview": "i0"}}}), "{", "[]", "mine"]
)
def test_a_file_of_someone_else_is_left_alone(tmp_path, other):
    (tmp_path / "report.ipynb").write_text(other)
    assert reportfile.write(report(), tmp_path).name == "report-i1.ipynb"
    assert (tmp_path / "report.ipynb").read_text() == other


def test_a_folder_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "report.ipynb").mkdir()
    assert reportfile.write(report(), tmp_path).name == "report-i1.ipynb"


def test_a_folder_that_cannot_be_written_gives_one_line_with_the_ways_out(tmp_path):
    # As root no mode keeps anyone out; a folder that is gone fails in the same place.
    with pytest.raises(Refused) as caught:
        reportfile.write(report(), tmp_path / "gone")
    message = str(caught.value)
    assert "\n" not in message
    assert "move the notebook to a folder of its own" in message
    assert "%interview report i1" in message
    assert "mockmind report i1 --output FILE" in message


def test_a_write_that_fails_leaves_the_old_report_and_no_litter(tmp_path, monkeypatch):
    reportfile.write(report(), tmp_path)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match=r"no space left.*make room"):
        reportfile.write(report(text="new"), tmp_path)
    assert json.loads((tmp_path / "report.ipynb").read_text())["cells"] == ["x"]
    assert names(tmp_path) == ["report.ipynb"]


def test_a_name_with_a_folder_in_it_stays_in_the_folder(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    path = reportfile.write(report(name="../../etc/report.ipynb", interview="../i1"), inner)
    assert path.parent == inner
    assert reportfile.write(report(name="report.ipynb", interview="../i1"), inner).parent == inner


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"name": ".bashrc"}, {"interview": ""}, {"data": "not base64!"}]
)
def test_a_report_that_came_damaged_is_refused(tmp_path, changes):
    with pytest.raises(ProtocolError):
        reportfile.write(report(**changes), tmp_path)
    assert names(tmp_path) == []
