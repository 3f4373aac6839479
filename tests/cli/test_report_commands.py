"""``report``, ``verify`` and ``keys`` as commands: forms, keys and exit codes."""

from __future__ import annotations

import json

import pytest

from mockmind_lab.report.build import build, written
from mockmind_lab.report.keys import KeyRing
from mockmind_lab.report.sign import signed
from tests.cli.conftest import Shell
from tests.report.made import realistic


@pytest.fixture
def report(shell: Shell):
    ring = KeyRing(folder=str(shell.folder / "teacher"))
    path = shell.folder / "work" / "report.ipynb"
    path.write_bytes(written(signed(build(realistic()), ring.signing_key())))
    return path


def test_verify_says_every_step_and_its_exit_codes_differ(shell: Shell, report) -> None:
    unknown = shell.mockmind("verify", "report.ipynb", "--no-judge")
    assert unknown.returncode == 3
    assert "unknown key" in unknown.stdout
    shell.configure(f"c.KeyRing.folder = {str(shell.folder / 'teacher')!r}\n")
    exported = shell.mockmind("keys", "export", "--name", "Ms Hopper").stdout
    (shell.folder / "work" / "key.txt").write_text(exported)
    own = shell.mockmind("verify", "report.ipynb", "--no-judge")
    assert (own.returncode, "this machine's own key" in own.stdout) == (0, True)
    shell.configure("")
    assert "is known as Ms Hopper" in shell.mockmind("keys", "trust", "key.txt").stdout
    assert "Ms Hopper" in shell.mockmind("keys", "list").stdout
    trusted = shell.mockmind("verify", "report.ipynb", "--no-judge")
    assert trusted.returncode == 0
    assert "the key of Ms Hopper" in trusted.stdout
    report.write_text(report.read_text().replace("Fill the Van", "Fill the Bus"))
    assert shell.mockmind("verify", "report.ipynb", "--no-judge").returncode == 1


def test_a_report_is_replayed_and_exported_from_its_file(shell: Shell, report) -> None:
    told = shell.mockmind("report", "replay", "report.ipynb", "--plain").stdout
    assert told.index("Can the same parcel") < told.index("Submission 1") < told.index("Submission 2")
    nameless = shell.mockmind("report", "export", "report.ipynb", "--to", "json", "--anonymous")
    assert nameless.stdout == "report-iv-0001.json\n"
    data = json.loads((shell.folder / "work" / "report-iv-0001.json").read_text())
    assert data["anonymous"]
    assert data["terms"]["candidate"] == "Candidate"
    report.write_text(report.read_text().replace("Fill the Van", "Fill the Bus"))
    refused = shell.mockmind("report", "export", "report.ipynb", "--to", "html")
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
