"""The host's thread within one process: several listeners, one service."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.errors import ConfigError
from mockmind_lab.host import HostThread
from tests.host.host_process import Line

GLOVES = "lonely-gloves"


@pytest.fixture
def thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HostThread]:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("MOCKMIND_CANDIDATE", raising=False)
    thread = HostThread()
    yield thread
    thread.close()


def _connected(path: Path) -> Line:
    line = Line(path)
    assert line.ask("hello", version=1, client="test")["ok"]
    return line


def test_headless_kernels_side_by_side_hold_interviews_of_their_own(thread: Any, tmp_path: Path) -> None:
    paths = [tmp_path / "1.sock", tmp_path / "2.sock"]
    listeners = [thread.listen(path) for path in paths]
    lines = [_connected(path) for path in paths]
    views = [line.ask("start", problem=GLOVES)["result"]["view"] for line in lines]
    assert views[0]["interview"] != views[1]["interview"]
    assert thread.finished() == [view["interview"] for view in views]
    lines[0].close()
    again = _connected(paths[0])
    assert again.ask("status")["result"]["view"]["interview"] == views[0]["interview"]
    for line in (again, lines[1]):
        line.close()
    for listener in listeners:
        listener.close()
    assert not any(path.exists() for path in paths)


def test_a_candidate_other_than_the_hosts_user_is_graded(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    thread = HostThread(candidate="ada")
    listener = thread.listen(tmp_path / "h.sock", jailed=True)
    line = _connected(tmp_path / "h.sock")
    assert line.ask("start", problem=GLOVES)["result"]["view"]["trust"] == "graded"
    line.close()
    listener.close()
    thread.close()


def test_a_path_that_cannot_be_used_is_named(thread: Any, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't listen"):
        thread.listen(tmp_path / "missing" / "h.sock")


def test_a_broken_configuration_is_told_to_whoever_connects(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "mockmind").mkdir(parents=True)
    (tmp_path / "data" / "mockmind" / "store.sqlite3").write_bytes(
        b"this is no database, whatever it is called"
    )
    thread = HostThread()
    listener = thread.listen(tmp_path / "h.sock")
    line = Line(tmp_path / "h.sock")
    reply = line.ask("hello", version=1, client="test")
    assert reply["error"]["code"] == "store"
    assert "\n" not in reply["error"]["message"]
    line.close()
    listener.close()
    thread.close()


def test_only_a_jailed_kernel_is_graded(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MOCKMIND_CANDIDATE", "ada")
    thread = HostThread()
    listener = thread.listen(tmp_path / "h.sock", started_as="child process")
    line = _connected(tmp_path / "h.sock")
    assert line.ask("start", problem=GLOVES)["result"]["view"]["trust"] == "practice"
    line.close()
    listener.close()
    thread.close()


def test_a_new_kernel_of_the_same_host_finds_what_a_killed_one_left(thread: Any, tmp_path: Path) -> None:
    first = thread.listen(tmp_path / "1.sock", jailed=True)
    line = _connected(tmp_path / "1.sock")
    interview = line.ask("start", problem=GLOVES)["result"]["view"]["interview"]
    line.close()
    first.close()
    second = thread.listen(tmp_path / "2.sock", jailed=True)
    fresh = _connected(tmp_path / "2.sock")
    found = fresh.ask("status")["result"]["view"]
    assert (found["interview"], found["status"]) == (interview, "in_progress")
    fresh.close()
    second.close()


def test_a_connection_that_ends_during_its_command_leaves_a_paused_interview(
    thread: Any, tmp_path: Path
) -> None:
    listener = thread.listen(tmp_path / "h.sock", started_as="jupyter server", notebook="a.ipynb")
    line = _connected(tmp_path / "h.sock")
    line.send(b'{"id": 2, "op": "start", "args": {"problem": "lonely-gloves"}}\n')
    line.close()
    deadline = time.monotonic() + 30
    while not any(
        getattr(event.payload, "reason", "") == "kernel away"
        for held in thread.finished()
        for event in thread.events(held)
    ):
        assert time.monotonic() < deadline, "it was never paused"
    listener.close()
