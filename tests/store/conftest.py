"""Stores in temporary folders, and other processes that use them."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import pytest

from mockmind_lab.store import EventStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import ForkServerContext
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.sqlite3"


@pytest.fixture
def store(url: str) -> Iterator[EventStore]:
    with EventStore(url=url) as store:
        yield store


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Real processes that start in milliseconds: they are forked from one that has imported the store."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["mockmind_lab.store"])
    return context
