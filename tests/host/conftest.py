"""A host that many tests share, and hosts to be killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host.host_process import HostProcess


@pytest.fixture(scope="session")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostProcess]:
    host = HostProcess(tmp_path_factory.mktemp("host")).start()
    yield host
    host.end()


@pytest.fixture
def host(living: HostProcess, request: pytest.FixtureRequest) -> Iterator[HostProcess]:
    """A host that many tests share, each with a notebook of its own."""
    living.notebook = f"{request.node.name}.ipynb"
    yield living
    living.hang_up()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[HostProcess]:
    """A host of the test's own, to be killed."""
    host = HostProcess(tmp_path).start()
    yield host
    host.hang_up()
    host.end()
