"""No test may reach the network: one that tries fails, even where what it tests swallows the error.

Processes that a test starts are watched as well; ``network_guard/refusing.py`` says which are not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.network_guard import refusing as guard

_GUARD = Path(guard.__file__).parent


class Tried:
    """Where processes of this session tried to go, as far as no test has answered for it yet."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = 0
        log.touch()

    def new(self) -> list[str]:
        """What was tried since this was asked last: a host, and by which process."""
        lines = self._log.read_text(encoding="utf-8").splitlines()
        found, self._read = lines[self._read :], len(lines)
        return found


@pytest.fixture(scope="session", autouse=True)
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """Guards this process and those that it starts; what was tried after the last test fails at the end."""
    before = {name: os.environ.get(name) for name in (guard.LOG, "PYTHONPATH")}
    log = tmp_path_factory.mktemp("network") / "tried.txt"
    tried = Tried(log)
    os.environ[guard.LOG] = str(log)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_GUARD), before["PYTHONPATH"])))
    sys.addaudithook(guard.refuse)
    yield tried
    left = tried.new()
    for name, value in before.items():  # the hook itself stays, and does nothing without its variable
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
    assert not left, f"after the last test, something tried to reach {left}"


@pytest.fixture(autouse=True)
def no_network(tried: Tried) -> Iterator[Tried]:
    """Fails the test at its end where it, or a process that it or one before it started, reached out."""
    yield tried
    found = tried.new()
    assert not found, f"a test tried to reach {found}"
