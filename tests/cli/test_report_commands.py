"""``report``, ``verify`` and ``keys`` as commands, called in this process: forms, keys and exit codes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.cli.main import main
from mockmind_lab.report.build import build, written
from mockmind_lab.report.keys import KeyRing
from mockmind_lab.report.sign import signed
from tests.report.made import realistic

Said = tuple[int, str, str]


@pytest.fixture
def mockmind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Runs a command line in a folder of its own; returns the exit code and what was said."""
    for kind in ("data", "config", "runtime"):
        monkeypatch.setenv(f"JUPYTER_{kind.upper()}_DIR", str(tmp_path / kind))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Said:
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    ring = KeyRing(folder=str(tmp_path / "teacher"))
    path = tmp_path / "report.ipynb"
    path.write_bytes(written(signed(build(realistic()), ring.signing_key())))
    return path


def _configure(folder: Path, text: str) -> None:
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "jupyter_mockmind_config.py").write_text(text)


def test_verify_says_every_step_and_its_exit_codes_differ(
    mockmind: Callable[..., Said], report: Path, tmp_path: Path
) -> None:
    def verify() -> tuple[int, str]:
        return mockmind("verify", "report.ipynb", "--no-judge")[:2]

    code, said = verify()
    assert (code, "unknown key" in said) == (3, True)
    _configure(tmp_path, f"c.KeyRing.folder = {str(tmp_path / 'teacher')!r}\n")
    assert re.fullmatch(r"mockmind-ed25519 \S{43}= \S+@\S+\n", mockmind("keys", "export")[1])
    assert mockmind("keys", "export", "--name", "<b>")[0] == 2
    (tmp_path / "key.txt").write_text(mockmind("keys", "export", "--name", "Ms Hopper")[1])
    code, said = verify()
    assert (code, "this machine's own key" in said) == (0, True)
    _configure(tmp_path, "")
    assert "is known as Ms Hopper" in mockmind("keys", "trust", "key.txt")[1]
    assert "Ms Hopper" in mockmind("keys", "list")[1]
    code, said = verify()
    assert (code, "the key of Ms Hopper" in said) == (0, True)
    report.write_text(report.read_text().replace("Fill the Van", "Fill the Bus"))
    assert verify()[0] == 1
    report.write_text("[]")
    code, _, why = mockmind("verify", "report.ipynb")
    assert (code, len(why.splitlines())) == (2, 1)


def test_a_report_is_replayed_and_exported_from_its_file(
    mockmind: Callable[..., Said], report: Path, tmp_path: Path
) -> None:
    told = mockmind("report", "replay", "report.ipynb", "--plain")[1]
    assert told.index("Can the same parcel") < told.index("Submission 1") < told.index("Submission 2")
    nameless = mockmind("report", "export", "report.ipynb", "--to", "json", "--anonymous")
    assert nameless[:2] == (0, "report-iv-0001.json\n")
    data = json.loads((tmp_path / "report-iv-0001.json").read_text())
    assert data["anonymous"]
    assert data["terms"]["candidate"] == "Candidate"
    report.write_text(report.read_text().replace("Fill the Van", "Fill the Bus"))
    code, _, why = mockmind("report", "export", "report.ipynb", "--to", "html")
    assert (code, len(why.splitlines())) == (2, 1)


def test_keys_step_through_an_interview_in_a_terminal(
    mockmind: Callable[..., Said], report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = iter(["n", "\x1b[C", "p", "G", "g", "x", "q"])
    monkeypatch.setattr("click.getchar", lambda: next(pressed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told = mockmind("report", "replay", "report.ipynb")[1]
    drawn = re.findall(r"(\d+) of (\d+) · n next", told)
    assert [at for at, _ in drawn] == ["1", "2", "3", "2", drawn[0][1], "1", "1"]
