"""A judge, and what an import of a path came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.importing import Item, finish, import_path, recording
from mockmind_lab.judge import Judge


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs without end are ended soon."""
    limits = recording.LIMITS.model_copy(update={"cpu_seconds": 4})
    monkeypatch.setattr(recording, "LIMITS", limits)
    monkeypatch.setattr(finish, "_GENEROUS", 1.0)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return tmp_path / "imported"


@pytest.fixture
def imported(judge: Judge, bank: Path) -> Callable[..., list[Item]]:
    """Imports a path into ``bank``; the items."""

    def run(path: Path, **options: Any) -> list[Item]:
        return list(import_path(path, judge, bank, **options))

    return run


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files below ``folder``, which is returned."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder
