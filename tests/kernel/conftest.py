"""A stand-in for a host at ``MOCKMIND_HOST``, and a shell with the magics loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from mockmind_lab.kernel.magics import load, unload
from mockmind_lab.protocol import HOST_VARIABLE
from tests.kernel.kernel_stand_ins import FakeHost, Notebook


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHost]:
    """A stand-in host that answers at ``MOCKMIND_HOST``."""
    host = FakeHost(tmp_path / "h.sock").start()
    monkeypatch.setenv(HOST_VARIABLE, str(host.path))
    yield host
    host.die()


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("MOCKMIND_DISPLAY", raising=False)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    load(shell)
    yield Notebook(shell)
    unload(shell)
    InteractiveShell.clear_instance()
    shell.history_manager.end_session()  # pyright: ignore[reportOptionalMemberAccess]
