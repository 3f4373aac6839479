"""``mockmind history`` in this process, over a store of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockmind_lab.cli import main
from mockmind_lab.store import EventStore
from tests.history.conftest import Cellar, solved, still_open
from tests.report.made import START

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line as ada; returns exit code, output and errors."""
    for kind in ("DATA", "CONFIG", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("MOCKMIND_CANDIDATE", "ada")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()
    settings = f"c.Library.paths = [{str(tmp_path / 'bank')!r}]"
    (tmp_path / "config" / "jupyter_mockmind_config.py").write_text(settings)
    with EventStore() as store:
        cellar = Cellar(store)
        cellar.keep(solved("20261123-won", says="A heap, I think.\x1b[2J"))
        cellar.keep(still_open("20261124-open"), created=START + timedelta(days=1))
        cellar.keep(solved("20261125-eves", says="A heap of eve's."), owner="eve")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["history", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_the_list_and_its_data_are_of_ones_own(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert "20261123-won" in out
    assert "eves" not in out
    assert "Cost of models $0.25 in all: 2026-11 $0.25" in out
    data = json.loads(run("--json", "--limit", "1")[1])
    assert ([each["id"] for each in data["interviews"]], data["total"]) == (["20261124-open"], 2)
    assert "1 older ones: mockmind history --all" in run("--limit", "1")[1]


def test_the_chart_is_a_picture_or_text(run: Run, tmp_path: Path) -> None:
    assert "1 interview scored" in run("chart")[1]
    code, out, _ = run("chart", "--out", "h.png")
    assert (code, (tmp_path / "h.png").read_bytes()[:4]) == (0, b"\x89PNG")
    assert "1 score from 2026-11-23" in out
    code, out, err = run("chart", "--out", "nowhere/h.png")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_words_are_searched_and_shown_without_what_would_move_a_cursor(run: Run) -> None:
    code, out, _ = run("search", "heap", "-eve")
    assert code == 0
    assert "20261123-won" in out
    assert "A [heap], I think.␛[2J" in out
    assert "eves" not in out
    (hit,) = json.loads(run("search", "heap", "--json")[1])
    assert hit["excerpt"].startswith("A heap, I")
    assert run("search", "zebra")[1] == "Nothing of that was said in your interviews.\n"
    code, out, err = run("search", '"heap')
    assert (code, out, err) == (
        2, "", "A quotation mark is not closed: write a phrase between two of them.\n"
    )  # fmt: skip


def test_a_transcript_is_written_where_it_was_asked_for(run: Run, tmp_path: Path) -> None:
    assert "candidate: A heap, I think.␛[2J" in run("export", "20261123", "--to", "text")[1]
    assert run("export", "20261123", "--out", "t.md")[1] == "t.md\n"
    assert (tmp_path / "t.md").read_text().startswith("# Interview")
    code, out, err = run("export", "20261125-eves")
    assert (code, out) == (2, "")
    assert err.startswith("Unknown interview '20261125-eves'.")


def test_nothing_is_deleted_before_it_was_said_twice(run: Run) -> None:
    code, out, _ = run("delete", "20261123")
    assert (code, "Nothing is deleted yet" in out) == (0, True)
    assert "20261123-won" in run()[1]
    code, out, _ = run("delete", "20261123", "--yes")
    assert (code, "Deleted 1 interview" in out, "Reports that were written are your own" in out) == (
        0, True, True
    )  # fmt: skip
    assert "20261123-won" not in run()[1]
    code, _, err = run("delete", "20261124", "--yes")
    assert (code, "is open" in err) == (2, True)
    assert run("delete", "20261124", "--yes", "--abandon")[0] == 0
    assert run()[1] == "No interviews yet. Start one: mockmind start medium.\n"
    with EventStore() as store:
        assert [row.id for row in store.interviews()] == ["20261125-eves"]


def test_purge_shows_first_and_wants_an_age(run: Run) -> None:
    days = (datetime.now(UTC) - START).days
    with EventStore() as store:
        Cellar(store).keep(solved("20200101-old"), created=START - timedelta(days=2000))
    code, out, _ = run("purge", "--older-than", f"{days + 1000}d")
    assert ("20200101-old" in out, "20261123-won" in out, "Nothing is deleted yet" in out) == (
        True, False, True
    )  # fmt: skip
    assert "Deleted 1 interview," in run("purge", "--older-than", f"{days + 1000}d", "--yes")[1]
    assert "No interview that has ended is older" in run("purge", "--older-than", f"{days + 1000}d")[1]
    for wrong in ("soon", "90", "-3d", "99999y"):
        code, out, err = run("purge", f"--older-than={wrong}")
        assert (code, out, len(err.splitlines())) == (2, "", 1), wrong
