from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mockmind_lab.errors import StoreError
from mockmind_lab.store import EventStore
from tests.store import store_children

UNSHARE = ["unshare", "--mount", "--propagation", "private"]
if os.geteuid() != 0:
    UNSHARE += ["--user", "--map-root-user"]


@pytest.fixture
def small_disk(tmp_path: Path):
    """A function that runs children of ours, one after another, on one disk of 512 kB that only they see.

    Each is a name in ``store_children``, or a mount option such as ``ro`` to remount the disk with.
    """
    probe = subprocess.run(
        [*UNSHARE, "mount", "-t", "tmpfs", "tmpfs", tmp_path], capture_output=True, text=True
    )
    if probe.returncode != 0:
        pytest.skip(f"no tmpfs can be mounted here: {probe.stderr.strip()}")

    def run(*steps: str) -> dict[str, object]:
        python = f"'{sys.executable}' '{store_children.__file__}'"
        lines = ["set -e", f"mount -t tmpfs -o size=512k tmpfs '{tmp_path}'"]
        for step in steps:
            child = f"{python} {step} '{tmp_path}'"
            lines.append(
                child if hasattr(store_children, step) else f"mount -o 'remount,{step}' '{tmp_path}'"
            )
        done = subprocess.run([*UNSHARE, "sh", "-c", "\n".join(lines)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def test_a_full_disk_is_said_in_one_line_and_the_store_goes_on_when_there_is_space(small_disk):
    seen = small_disk("fill_the_disk")
    name, message = seen["error"]
    assert name == "StoreFull"
    assert "free some space" in message
    assert "\n" not in message
    assert seen["together"] == ["StoreFull"], "eight threads at once are all told"
    assert seen["kept"] >= seen["acknowledged"] > 0
    assert seen["after"] == [seen["kept"] + 1, '"after"']


@pytest.mark.parametrize("before", [[], ["make_a_store"]], ids=["new", "existing"])
def test_a_store_cannot_be_opened_on_a_full_disk(small_disk, before):
    seen = small_disk(*before, "open_on_a_full_disk")
    assert seen["error"] == "StoreFull"
    assert "free some space" in seen["message"]


def test_a_read_only_disk_is_said_in_one_line_that_tells_what_to_do(small_disk):
    seen = small_disk("make_a_store", "ro", "open_read_only")
    for each in seen.values():
        assert each["error"] == "StoreError"
        assert "make its folder writable, or set EventStore.url" in each["message"]
        assert "\n" not in each["message"]


def refused(path: Path) -> str:
    """The one line with which opening ``path`` is refused."""
    with pytest.raises(StoreError) as raised:
        EventStore(url=f"sqlite:///{path}").open()
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 1000)
    assert "move it away, or set EventStore.url" in refused(path)
    assert path.read_text() == "Dear diary, " * 1000


def test_a_damaged_store_is_refused(tmp_path):
    path = tmp_path / "store.sqlite3"
    EventStore(url=f"sqlite:///{path}").open().close()
    data = bytearray(path.read_bytes())
    data[100:] = random.Random(1).randbytes(len(data) - 100)  # the header of 100 bytes stays
    path.write_bytes(data)
    assert "damaged; restore a backup" in refused(path)


def test_another_programs_database_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "other.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (x)")
    connection.close()
    assert "'bookmarks'" in refused(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    connection.close()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    (tmp_path / "store.sqlite3").mkdir()
    assert "set EventStore.url" in refused(tmp_path / "store.sqlite3")


def test_a_store_locked_by_another_process_is_said_to_be(tmp_path):
    path = tmp_path / "store.sqlite3"
    EventStore(url=f"sqlite:///{path}").open().close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process keeps it locked"):
        EventStore(url=f"sqlite:///{path}", busy_seconds=0.05).open()
    connection.close()
    EventStore(url=f"sqlite:///{path}").open().close()
